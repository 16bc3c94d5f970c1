import { Config, FlyteConfigError } from "@flyte-ts/config";

const input = document.querySelector("#text");
const output = document.querySelector("#result");

input.addEventListener("input", show);
show();

function show() {
  output.textContent = explain(input.value);
}

/** Returns the settings in a configuration file with their origins, and what is wrong with it. */
function explain(text) {
  try {
    const config = Config.from({ file: { name: "config.yaml", text } });
    const settings = [...config.explain()].filter(({ origin }) => origin.source !== "default");
    const lines = settings.map(({ cells }) => cells.join("  "));
    return [...lines, ...config.issues.map(({ message }) => message)].join("\n");
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    return error.message;
  }
}
