/**
 * Cases that chance would hardly make.
 *
 * @module
 */
import type { Case, Node, Tree } from "./generate.ts";

/** The cases, before all random ones. */
export function fixedCases(): readonly Case[] {
  return [
    // A pattern that Python's re refuses, and one that is not read because git ignores all.
    caseOf({ ".dockerignore": "[z-a]\n", "a": "1" }),
    caseOf({ ".dockerignore": "[z-a]\n", ".gitignore": "*\n", "a": "1" }),
    caseOf({ ".dockerignore": "[!b-a]x\n" }),
    // Python's `$` and `.` before line breaks, of which JavaScript knows more.
    caseOf({ ".dockerignore": "end\n*.x\n**/z\n", "end\n": "1", "a.x\n": "2", "a\nb": folder({ "z": "3" }) }),
    caseOf({ ".dockerignore": "**/z\n", "a\r": folder({ "z": "1" }), "a\u2028": folder({ "z": "2" }) }),
    // Letters whose lower case depends on what follows, or is longer.
    caseOf({ ".dockerignore": "ας\ni\u0307x\nß\n", "ΑΣ": folder({ "x": "1" }), "İx": "2", "ẞ": "3", "Σ": "4" }),
    // With a relative root, git's directories are looked for below the root once more.
    {
      ...caseOf({ "a": folder({ ".gitignore": "/a/b/\n", "b": "1", "a": folder({ "b": folder({ "c": "2" }) }) }) }),
      relative: true,
      root: "a",
    },
    // A source root that is a link, or has more slashes than it needs.
    { ...caseOf({ "a": folder({ "b": "1" }), "l": { link: "a" } }), root: "l", copy: ["l", "l/", "l/b"] },
    { ...caseOf({ ".gitignore": "b\n", "a": folder({ "b": "1", "c": "2" }) }), root: "a//", copy: ["a//", "./a/../a"] },
    { ...caseOf({ ".gitignore": "b\n", "a": folder({ "b": "1" }) }), relative: true, root: "./a/", copy: ["./a/"] },
    { ...caseOf({ ".dockerignore": "b\n*.py\n", "b": "1", "c.py": "2" }), relative: true, root: ".", copy: ["."] },
    { ...caseOf({ ".dockerignore": "a\n", "a": folder({ "b": "1" }) }), relative: true, root: "a/..", copy: ["a/.."] },
    // Links in circles, and a file as .git, as in a worktree.
    caseOf({ "a": { link: "b" }, "b": { link: "a" }, "c": { link: "c/d" }, "d": folder({ ".git": "gitdir: x" }) }),
    // .dockerignore as a directory.
    caseOf({ ".dockerignore": folder({ "a": "1" }), "a": "2" }),
    // A byte order mark.
    caseOf({ ".dockerignore": "\ufeffa\nb\n", "a": "1", "b": "2" }),
  ];
}

function caseOf(entries: Readonly<Record<string, string | Node>>): Case {
  const shape = { repository: ".", added: false, quotes: true, git: true, relative: false, root: ".", copy: ["."] };
  return { ...shape, tree: folder(entries) };
}

function folder(entries: Readonly<Record<string, string | Node>>): Tree {
  const nodes = Object.entries(entries).map(([name, node]): [string, Node] => [
    name,
    typeof node === "string" ? new TextEncoder().encode(node) : node,
  ]);
  return new Map(nodes);
}
