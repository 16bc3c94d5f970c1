/** Pages of the errors of serialized contexts. */
import { type ErrorPages, example } from "./page.ts";

const HEADER = "\\x1f\\x8b\\x08\\0\\0\\0\\0\\0\\0\\x03";

function decoded(argument: string): string {
  return example("", "SerializationSettings", `await SerializationSettings.fromTransport(${argument});`);
}

export const CONTEXTS = {
  not_base64: {
    cause: "The value was cut, quoted or changed when it was copied, or it is base64url.",
    fix: "Copy the whole value of `_F_SS_C`; `findContext` finds it in a log or a manifest.",
    example: decoded('"H4-_"'),
  },
  empty_context: {
    cause: "The variable `_F_SS_C` is set to an empty string, often by a template that had no value for it.",
    fix: "Pass the value, and decode a context only where the variable has one.",
    example: decoded('""'),
  },
  not_gzip: {
    cause: "Another value was passed, such as JSON that was only encoded as base64.",
    fix: "Pass the value of `_F_SS_C`; read JSON with `SerializationSettings.fromJsonString`.",
    example: decoded('btoa("{}")'),
  },
  corrupt_gzip: {
    cause: "The value was changed on its way.",
    fix: "Copy it again from where it was created.",
    example: decoded(`btoa("${HEADER}\\x07\\0")`),
  },
  cut_short: {
    cause: "A log, a terminal or a database column cut a long value.",
    fix: "Copy the whole value from its source.",
    example: decoded('"H4sIAAAA"'),
  },
  checksum_mismatch: {
    cause: "A few characters of the value were changed, such as by editing it by hand.",
    fix: "Copy it again; change contexts with `SerializationSettings`, which writes a new checksum.",
    example: decoded(`btoa("${HEADER}\\x03\\0" + "\\x01\\0\\0\\0\\0\\0\\0\\0")`),
  },
  trailing_bytes: {
    cause: "Two values were joined, or the data was padded.",
    fix: "Pass one value only, and nothing after it.",
    example: decoded(`btoa("${HEADER}\\x03\\0" + "\\0\\0\\0\\0\\0\\0\\0\\0" + "more")`),
  },
  too_large: {
    cause: "The wrong file or value was passed, or an attempt to exhaust memory.",
    fix: "Check the input; if it is right, raise the limit with the option that the message names.",
    example: example(
      "/diagnostics",
      "diagnose",
      'console.log(diagnose("#".repeat(5_000_000))[0]?.code);',
    ),
  },
  too_many_values: {
    cause: "JSON has many small values, which take much more memory than their text.",
    fix: "Check the input; if it is right, raise the limit with `maxValues`.",
    example: example(
      "",
      "SerializationSettings",
      'SerializationSettings.fromJsonString("[1, 2, 3]", { maxValues: 2 });',
    ),
  },
  not_utf8: {
    cause: "A file has another encoding, or a string was cut within a character.",
    fix: "Save the file as UTF-8; cut strings at whole characters.",
    example: example("", "Image", "Image.fromJsonString(new Uint8Array([0xff, 0xfe]));"),
  },
  invalid_argument: {
    cause:
      "A program in JavaScript passes a value of another type, such as `undefined` from a variable that is not set.",
    fix: "Pass a value of the type that the message names; TypeScript finds such mistakes.",
    example: example("", "Image", 'Image.lookUpImageInfo("spark", 5 as unknown as string);'),
  },
  invalid_option: {
    cause: "The name of an option is misspelled, or its value is out of range.",
    fix: "Use the name or a value that the message suggests.",
    example: example("", "parseReference", 'parseReference("debian:12", { normalise: false } as object);'),
  },
} satisfies ErrorPages;

export const RUNTIME = {
  permission_denied: {
    cause: "Deno runs without a permission to read, to connect or to run programs.",
    fix: "Run with the flag that the message names, such as `--allow-read=config.yaml`.",
    seen: "In Deno without `-A`, when `Config.auto()` reads files or variables.",
  },
  file_not_found: {
    cause: "The path is misspelled, or relative to another working directory.",
    fix: "Correct the path, or pass an absolute one.",
    example: example("", "Config, memoryHost", 'await Config.auto({ file: "none.yaml", host: memoryHost() });'),
  },
  file_unreadable: {
    cause: "The user has no right to read the file, or a directory was passed instead of a file.",
    fix: "Pass a file, or change its owner or mode.",
    example: example(
      "",
      "memoryHost",
      'await memoryHost({ files: { "/etc/flyte/config.yaml": "" } }).readFile("/etc/flyte");',
    ),
  },
  not_regular_file: {
    cause: "The path names a pipe, a socket or a device, such as `/dev/stdin` or `<(command)` in a shell.",
    fix: "Write the content to a file, or pass it as `{ name, text }`.",
    seen: "When a pipe is passed as the path of a configuration file.",
  },
  file_too_large: {
    cause: "The path names the wrong file, such as a data file.",
    fix: "Correct the path.",
    example: example(
      "",
      "memoryHost",
      'await memoryHost({ files: { "/key": "hunter2" } }).readFile("/key", { maxBytes: 3 });',
    ),
  },
  file_unwritable: {
    cause: "The disk is full or read-only, or the user has no right to write there.",
    fix: "Write to another directory, or change its owner or mode.",
    seen: "With `flyte-config set` and `flyte-config init`, when the file is read-only.",
  },
  file_exists: {
    cause: "A command would create a file that already exists.",
    fix: "Choose another name, or pass `--force`.",
    seen: "With `flyte-config init` and `flyte-config convert`, when the file exists.",
  },
  no_file_system: {
    cause: "The program runs in a browser or an edge runtime, and an option names a file.",
    fix: "Pass the content as `{ name, text }`, or a host with the files (`memoryHost`).",
    seen: "In browsers and Cloudflare Workers, with every path.",
  },
  no_processes: {
    cause: "The host cannot run programs: a browser, an edge runtime or a `memoryHost`.",
    fix: "Run where there are programs, or configure a way that needs none.",
    example: example("", "memoryHost", 'await memoryHost().run(["git", "--version"]);'),
  },
  command_not_found: {
    cause: "The program is not installed, or not on the PATH of this process.",
    fix: "Install it, or configure its absolute path.",
    example: example("", "defaultHost", 'await defaultHost().run(["no-such-program"]);'),
  },
  command_failed: {
    cause: "The file is not executable, or the working directory does not exist.",
    fix: "Make the file executable, or correct the directory.",
    seen: "When `platform.command` names a file that is not a program.",
  },
  command_output_too_large: {
    cause: "The command prints something else than was expected, such as a log.",
    fix: "Configure a command that prints only the result.",
    seen: "When `platform.command` prints without end.",
  },
  host_failed: {
    cause: "A `host` that the program passes has a method with a bug.",
    fix: "Correct the method; the property `cause` has its error.",
    example: example(
      "",
      "Config, memoryHost",
      "const env = () => {",
      '  throw new TypeError("broken");',
      "};",
      "await Config.auto({ host: { ...memoryHost(), env } });",
    ),
  },
  callback_failed: {
    cause: "A function such as `metadata` or `onProbe` threw an error.",
    fix: "Catch the error in the function; the property `cause` has it.",
    example: example(
      "/api",
      "Authenticator",
      'import { PlatformConfig } from "@flyte-ts/config/v2";',
      "",
      'const platform = new PlatformConfig({ endpoint: "flyte.acme.com", authMode: "Passthrough" });',
      'const metadata = () => Promise.reject(new Error("broken"));',
      "await new Authenticator(platform, { metadata }).headers();",
    ),
  },
  interrupted: {
    cause: "Ctrl-C was pressed, or the process was asked to end, while an image was built.",
    fix: "Build again; what was built so far is in the cache of the builder.",
    seen: "In builds of `dockerBuilder`.",
  },
} satisfies ErrorPages;

export const JSON_VALUES = {
  not_json: {
    cause: "The text was cut, or written by hand with a comma or a quotation mark too many.",
    fix: "Correct the text at the offset that the message names.",
    example: example("", "SerializationSettings", `SerializationSettings.fromJsonString('{"project": "p",}');`),
  },
  too_deep: {
    cause: "The text was made to exhaust the stack, or a program nests values in a loop.",
    fix: "Nest values less deeply.",
    example: example("", "SerializationSettings", 'SerializationSettings.fromJsonString("[".repeat(2_000));'),
  },
  wrong_shape: {
    cause: "The JSON is that of another kind of object, or of another version.",
    fix: "Correct the value at the path that the message names.",
    example: example("", "ImageConfig", "ImageConfig.fromDict({ images: {} });"),
  },
  missing_image_config: {
    cause: "The object was written by hand, or is not one of serialization settings.",
    fix: "Add `image_config`; an empty object is enough.",
    example: example("", "SerializationSettings", 'SerializationSettings.fromDict({ project: "p" });'),
  },
  not_serializable: {
    cause: "A value is `NaN` or infinite, and `allowNan` is false.",
    fix: "Replace the value, or leave `allowNan` out, as Python does.",
    example: example(
      "",
      "Image",
      `const image = Image.fromJsonString('{"name": "a", "fqn": "b", "tag": null, "digest": null, "x": NaN}');`,
      "image.toJsonString({ allowNan: false });",
    ),
  },
} satisfies ErrorPages;
