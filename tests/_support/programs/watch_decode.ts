// Decodes a context that comes from standard input, and prints the outcome and how much the memory of the process grew.
const given = JSON.parse(await new Response(Deno.stdin.readable).text());
const worker = new Worker(new URL("./decode_worker.ts", import.meta.url), { type: "module" });
const before = Deno.memoryUsage().rss;
let most = before;
const timer = setInterval(() => most = Math.max(most, Deno.memoryUsage().rss), 1);
const outcome = await new Promise<string>((resolve, reject) => {
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = reject;
  worker.postMessage(given);
});
most = Math.max(most, Deno.memoryUsage().rss);
clearInterval(timer);
worker.terminate();
console.log(JSON.stringify({ outcome, growth: most - before }));
