/**
 * The programs in `programs/`, each a worker that answers a request, with their budgets.
 *
 * @module
 */

/** A program, and what its bundle may contain. */
export interface Program {
  /** Name of the file. */
  readonly name: string;
  /** Bytes that it may take in one file, minified and gzipped. */
  readonly budget: number;
  /** Strings that only parts of the library contain which the program must not contain. */
  readonly absent: readonly string[];
  /** The body of a request to the worker. */
  readonly request: string;
  /** The response to it. */
  readonly response: string;
}

/** Strings that every bundle with the YAML reader, or the registry client, contains. */
const YAML = "a document end marker without a document";
const REGISTRY = "www-authenticate";

/** Strings that every bundle with the diagnosis of gzip data, or the redaction of messages, contains. */
const DIAGNOSIS = "invalid distance too far back";
const REDACTION = "github_pat_";

const CONTEXT = await Deno.readTextFile(new URL("../../tests/goldens/real_task.txt", import.meta.url));
const YAML_FILE = "admin:\n  endpoint: dns:///flyte.example.com\n";

/** All programs. */
export const PROGRAMS: readonly Program[] = [
  {
    name: "serialization",
    budget: 25_000,
    absent: [YAML, REGISTRY],
    request: CONTEXT,
    response: "flytesnacks other",
  },
  {
    name: "context",
    budget: 6_000,
    absent: [YAML, REGISTRY, DIAGNOSIS, REDACTION],
    request: CONTEXT,
    response: "flytesnacks py3.11-1.16.31",
  },
  {
    name: "references",
    budget: 5_000,
    absent: [YAML, REGISTRY],
    request: "ghcr.io/acme/app:v1",
    response: "ghcr.io",
  },
  {
    name: "image_spec",
    budget: 35_000,
    absent: [YAML],
    request: "pandas",
    response: "ghcr.io/acme/app:PCf_uxx_5vFTS4DrDCydRw",
  },
  {
    name: "image_v2",
    budget: 22_000,
    absent: [YAML, REGISTRY],
    request: "pandas",
    response: "ghcr.io/acme/app:e92391d6915b66d98c40ba54abbdba1c",
  },
  { name: "config", budget: 56_000, absent: [REGISTRY], request: YAML_FILE, response: "flyte.example.com" },
  {
    name: "api",
    budget: 57_000,
    absent: [REGISTRY],
    request: YAML_FILE,
    response: "https://flyte.example.com",
  },
  { name: "clients", budget: 4_000, absent: [YAML, REGISTRY], request: "s3://data/key", response: "data" },
];
