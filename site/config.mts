/**
 * The documentation site. `scripts/site.ts` collects the pages in one directory, where this is `.vitepress/config.mts`.
 */
import { defineConfig } from "vitepress";
import api from "../api/pages.json" with { type: "json" };

const REPOSITORY = "https://github.com/flyte-ts/config";

/** Pages of the sidebar: their files, without `.md`, and titles. */
const pages = (...names: readonly (readonly [file: string, title: string])[]) =>
  names.map(([file, text]) => ({ text, link: `/docs/${file}` }));

const GUIDE = [
  {
    text: "Guide",
    items: pages(
      ["start", "Getting started"],
      ["usage", "How configuration is used"],
      ["configuration", "Configuration"],
      ["contexts", "Serialized contexts"],
      ["images", "Images"],
      ["image_spec", "Image specifications"],
      ["v2", "flyte 2"],
      ["registries", "Registries"],
      ["plugins", "Storage plugins"],
      ["cli", "Command line"],
      ["ci", "Check files in CI"],
      ["diagnostics", "Diagnostics for editors"],
      ["examples", "Examples"],
    ),
  },
  {
    text: "Recipes",
    items: [
      ...pages(["api", "Reach the Flyte API"], ["clients", "Connect to storage"]),
      { text: "Clients", collapsed: true, items: pages(
        ["clients/aws_sdk", "AWS SDK"],
        ["clients/aws4fetch", "aws4fetch"],
        ["clients/s3mini", "s3mini"],
        ["clients/minio", "MinIO"],
        ["clients/google_cloud_storage", "Google Cloud Storage"],
        ["clients/azure_blob_storage", "Azure Blob Storage"],
        ["clients/connect_node", "Connect for Node"],
        ["clients/connect_web", "Connect for browsers"],
      ) },
    ],
  },
  {
    text: "Coming from Python",
    items: pages(["migration", "Migrate from flytekit"], ["cheat_sheet", "Python to TypeScript"], ["parity", "Parity"]),
  },
  {
    text: "Reference",
    items: [
      ...pages(["settings", "Settings"], ["errors", "Error codes"]),
      { text: "API", link: "/api/" },
      ...pages(["performance", "Performance"], ["architecture", "Architecture"]),
      { text: "Changelog", link: "/CHANGELOG" },
      ...pages(["support", "Support"]),
      { text: "Security", link: "/SECURITY" },
    ],
  },
];

/** A page of the reference, as its generator lists it. */
interface ApiPage {
  readonly title: string;
  readonly path?: string | null;
  readonly children?: readonly ApiPage[];
}

/** Returns a page for the sidebar; an entry point is named as it is imported. */
function apiPage({ title, path, children }: ApiPage): object {
  return {
    text: title === "config" ? "@flyte-ts/config" : title.replace("-", "/"),
    ...(path ? { link: `/api/${path.replace(/index\.md$/, "")}` } : {}),
    ...(children ? { collapsed: true, items: children.map(apiPage) } : {}),
  };
}

export default defineConfig({
  title: "@flyte-ts/config",
  description: "Flyte's configuration, serialized contexts and image identities in TypeScript",
  lang: "en",
  head: [["link", { rel: "icon", type: "image/svg+xml", href: "/icon.svg" }]],
  cleanUrls: false,
  lastUpdated: false,
  markdown: {
    // Anchors as GitHub has them, which links in the pages and in the reference name.
    anchor: { slugify: (heading) => heading.trim().toLowerCase().replace(/[^\p{L}\p{N}_\- ]/gu, "").replaceAll(" ", "-") },
    config(md) {
      // The braces of templates in code are not expressions of Vue.
      const inline = md.renderer.rules.code_inline!;
      md.renderer.rules.code_inline = (...args) => inline(...args).replace("<code", "<code v-pre");
    },
  },
  themeConfig: {
    nav: [
      { text: "Guide", link: "/docs/start" },
      { text: "Settings", link: "/docs/settings" },
      { text: "Errors", link: "/docs/errors" },
      { text: "API", link: "/api/" },
      // A page of its own, which `deno task playground` builds.
      { text: "Playground", link: "/playground/", target: "_self" },
    ],
    sidebar: { "/api/": [{ text: "API", link: "/api/", items: api.map(apiPage) }], "/": GUIDE },
    search: { provider: "local" },
    outline: { level: [2, 3] },
    socialLinks: [{ icon: "github", link: REPOSITORY }],
    footer: { message: "Apache-2.0" },
  },
});
