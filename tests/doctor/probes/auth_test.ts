import type { Finding } from "../../../src/doctor/mod.ts";
import { examined, machineWith, onlyFinding, rawServer } from "../../_support/examined.ts";
import { ADMIN, type Answers, CONNECT, startFlyte } from "../../_support/flyte_server.ts";

const PROJECTS = { connect: "/flyteidl2.project.ProjectService/ListProjects", admin: "/api/v1/projects" };
const none = () => new Response("not found", { status: 404 });
const WITHOUT_METADATA: Answers = {
  [CONNECT.metadata]: none,
  [CONNECT.client]: none,
  [ADMIN.metadata]: none,
  [ADMIN.client]: none,
};

/** The findings about authentication, of flytekit without TLS, whose file has these lines below `admin`. */
async function auth(endpoint: string, lines = "", timeoutMs = 5000): Promise<readonly Finding[]> {
  const text = `admin:\n  endpoint: dns:///${endpoint}\n  insecure: true\n${lines}`;
  const host = machineWith({ files: { "/home/me/.flyte/config.yaml": text } });
  const findings = await examined({ host, versions: ["flytekit"], image: "127.0.0.1:1/a:b", timeoutMs });
  return findings.filter(({ probe }) => probe === "auth");
}

Deno.test("the token endpoint is shown, whichever of the two protocols the server has", async () => {
  const way = { metadata: () => Response.json({ token_endpoint: "http://127.0.0.1:1/token" }) };
  const client = () => Response.json({ client_id: "flytectl" });
  const both: Answers[] = [
    {},
    { ...WITHOUT_METADATA, [ADMIN.metadata]: way.metadata, [ADMIN.client]: client },
  ];
  const lines = "  authType: ClientSecret\n  clientId: me\n";
  for (const answers of both) {
    await using server = startFlyte(answers);
    onlyFinding(await auth(server.name, lines), "ok", /^tokens are issued at http:\/\/127\.0\.0\.1:\d+\/\w+/);
  }
});

Deno.test("a server that needs no token is recognized", async () => {
  await using server = startFlyte({ ...WITHOUT_METADATA, [PROJECTS.admin]: () => Response.json({ projects: [] }) });
  onlyFinding(await auth(server.name), "ok", /accepts calls without a token/);
});

Deno.test("a server that is not the Flyte API is recognized: pages, errors and redirects", async () => {
  const fix =
    /check that platform\.endpoint from .*config\.yaml:2:13 \(admin\.endpoint\) is the address of the Flyte API/;
  const cases: readonly [() => Response, RegExp][] = [
    [() => new Response("<html>hello</html>", { headers: { "content-type": "text/html" } }), /is not a JSON object/],
    [() => new Response("oh", { status: 500 }), /it responded with status 500/],
    [() => new Response(null, { status: 404 }), /it responded with status 404/],
    [() => Response.redirect("http://127.0.0.1:1/login?token=abc", 302), /redirects to "http:\/\/127\.0\.0\.1:1"/],
  ];
  for (const [answer, message] of cases) {
    const paths = [...Object.values(CONNECT), ...Object.values(ADMIN), ...Object.values(PROJECTS)];
    await using server = startFlyte(Object.fromEntries(paths.map((path) => [path, answer])));
    onlyFinding(await auth(server.name), "failed", message, fix);
  }
});

Deno.test("a way to authenticate that the server does not have is named", async () => {
  await using server = startFlyte({
    [ADMIN.metadata]: none,
    [CONNECT.metadata]: () =>
      Response.json({ tokenEndpoint: "http://127.0.0.1:1/t", grantTypesSupported: ["authorization_code"] }),
  });
  const client = await auth(server.name, "  authType: ClientSecret\n  clientId: me\n");
  onlyFinding(
    client,
    "failed",
    /issues no tokens for client secrets/,
    /choose another way in platform\.auth_mode from/,
  );
  for (const [mode, missing] of [["Pkce", "authorization"], ["DeviceFlow", "device authorization"]]) {
    const found = await auth(server.name, `  authType: ${mode}\n`);
    onlyFinding(
      found,
      "failed",
      new RegExp(`names no ${missing} endpoint`),
      /choose another way in platform\.auth_mode/,
    );
  }
});

Deno.test("a server that speaks something else than HTTP is not blamed for TLS", async () => {
  await using server = rawServer(async (connection) => {
    await connection.write(new TextEncoder().encode("220 mail.test ESMTP\r\n"));
    connection.close();
  });
  onlyFinding(await auth(server.name), "skipped", /answers no HTTP requests, as one that only speaks gRPC/);
});

Deno.test("endless headers, bodies and drips end within the limits", async () => {
  const send = (start: string, part: string) => async (connection: Deno.TcpConn) => {
    const encoder = new TextEncoder();
    await connection.write(encoder.encode(start));
    for (;;) {
      await connection.write(encoder.encode(part));
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  };
  const servers = [
    send("HTTP/1.1 200 OK\r\n", ""),
    send("HTTP/1.1 200 OK\r\n", "x-header: y\r\n"),
    send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", "1\r\n \r\n"),
    send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", `10000\r\n${" ".repeat(0x10000)}\r\n`),
  ];
  await Promise.all(servers.map(async (serve) => {
    await using server = rawServer(serve);
    const [found] = await auth(server.name, "", 400);
    const { status, fix } = found!;
    if (status !== "failed" && status !== "skipped") throw new Error(JSON.stringify(found));
    if (status === "failed" && !/platform\.endpoint|network/.test(fix!)) throw new Error(JSON.stringify(found));
  }));
});
