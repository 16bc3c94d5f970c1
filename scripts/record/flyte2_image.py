"""Records flyte2_images.json from several releases of flyte 2.

What the newest one says is recorded, and with it which of the older ones say the same. Cases hold the files they need,
so a test can plant them.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from record.asking import Json, ask, lines_of, write
from record.environments import FLYTE, OLDER_FLYTE

ENVIRONMENTS = (FLYTE, *OLDER_FLYTE)

TEXTS = ["numpy", "pkg[extra]>=1,<2", "", " ", "é", "\U0001f600", "x\ny", "it's", '"q"', "--flag v", "$HOME/x"]
SECRETS: list[Any] = [
    "a",
    "github-pat",
    "not a variable",
    {"key": "github-pat"},
    {"key": "github-pat", "group": "my-team"},
    {"key": "b", "as_env_var": "TOKEN"},
    {"key": "c", "mount": "/etc/flyte/secrets"},
    {"key": "c", "group": "", "mount": "/etc//flyte/secrets/", "as_env_var": "_T"},
    {"key": "ß"},
    {"key": "it's", "as_env_var": "X\n"},
]
BAD_SECRETS: list[Json] = [
    {"key": "1bad"},
    {"key": "é"},
    {"key": ""},
    {"key": "a", "mount": "/other"},
    {"key": "a", "as_env_var": "lower"},
    {"key": "a", "as_env_var": "", "mount": "/etc/flyte/secrets"},
]
FILES = {
    "pyproject.toml": "[project]\nname = 'p'\n",
    "uv.lock": "lock of uv\n",
    "poetry.lock": "lock of poetry\n",
    "pixi.toml": "[workspace]\n",
    "pixi.lock": "lock of pixi\n",
    "requirements.txt": "numpy\npandas\n",
    "Dockerfile": "FROM python:3.12\n",
    "script.py": '# /// script\n# requires-python = ">=3.12"\n# dependencies = ["httpx", "p @ file://proj"]\n# ///\n',
    "proj/pyproject.toml": "[project]\nname = 'q'\n",
    "proj/src/a.py": "a = 1\n",
    "proj/src/é.py": "e = 1\n",
    "proj/src/B.txt": "",
    "proj/.dockerignore": "**/*.txt\n",
    "only/pyproject.toml": "[tool.pixi]\n",
    "src/a/b/c.py": "c = 1\n",
    "src/a/z.txt": "z\n",
    "src/B.py": "b = 1\n",
    "src/a.py": "a = 1\n",
    "src/.hidden": "h\n",
    "src/#a": "#\n",
}
RULES = [
    "*.py",
    "**/*.py",
    "a",
    "a/\n!a/b",
    "*\n!B.py",
    "# comment\n  # indented\n\n**/.*",
    "A/Z.TXT",
    "./a/../B.py",
    "?.py",
    "[!a].py\r\n**/c*",
    "  #a\n\ta.py",
    "[z-a]",
]
HEADERS = [
    "dependencies = []",
    'requires-python = ">=3.12"\ndependencies = [\n  "httpx", # why\n  \'a#b\',\n]',
    'dependencies = ["a\\u00e9", "it\'s", "b\\\\"]',
    '[tool.uv]\nexclude-newer = "2024-01-01T00:00:00Z"',
    "[tool.uv]\nexclude-newer = 2024-01-01",
    "[tool.uv]\nexclude-newer = 1.0",
    "[tool.uv]\nexclude-newer = 2024-02-30",
    "tool.uv.exclude-newer = true",
    "[tool.uv]",
    "[tool.ruff]\nselect = ['E']",
    '[[tool.uv.index]]\nurl = "https://example.org"',
    'dependencies = ["file://proj", "x file://nowhere"]',
    "dependencies = [1]",
    "not toml",
    "",
]


def debian(**more: Any) -> Json:
    return {"call": "from_debian_base", "python_version": [3, 12], "flyte_version": "2.12.1", **more}


def chain(*calls: Json, **around: Any) -> Json:
    return {"calls": list(calls), **around}


def layer(name: str, **arguments: Any) -> Json:
    """One call on a usual image, with all files there."""
    return chain(debian(registry="ghcr.io/acme", name="app"), {"call": name, **arguments}, files=FILES)


def starts() -> list[Json]:
    clone = {"call": "clone", "name": "app", "extendable": True}
    script = {"call": "from_uv_script", "script": "script.py", "name": "app", "python_version": [3, 11]}
    dockerfile = {"call": "from_dockerfile", "file": "Dockerfile", "registry": "ghcr.io/acme", "name": "app"}
    workdir = {"call": "with_workdir", "workdir": "/x"}
    return [
        chain(debian()),
        chain(debian(flyte_version="v2.0.0b1")),
        chain(debian(), registry="localhost:30000"),
        chain(debian(name="app"), registry="localhost:30000"),
        chain(debian(registry="ghcr.io/acme", name="app", registry_secret="pull", platform=["linux/arm64"])),
        chain(debian(registry_secret="1bad", name="app")),
        chain(debian(registry_secret="1bad")),
        *[chain({"call": "from_debian_base", "python_version": [3, n], "install_flyte": False}) for n in (10, 14)],
        chain({"call": "from_debian_base", "python_version": [3, 12], "install_flyte": False, "name": "app"}),
        chain({"call": "from_debian_base", "python_version": [3, 12], "install_flyte": False}, workdir),
        chain({"call": "from_base", "image_uri": "python:3.12"}),
        chain({"call": "from_base", "image_uri": ""}),
        chain({"call": "from_base", "image_uri": "python:3.12"}, workdir),
        chain({"call": "from_base", "image_uri": "python:3.12"}, clone, workdir),
        chain({"call": "from_base", "image_uri": "python:3.12"}, {"call": "clone", "extendable": True}, workdir),
        chain({"call": "from_base", "image_uri": "python:3.12"}, {"call": "clone"}),
        chain({"call": "from_base", "image_uri": "a"}, {**clone, "base_image": "b", "registry": "r"}, workdir),
        chain(dockerfile, files=FILES),
        chain({**dockerfile, "platform": ["linux/amd64", "linux/arm64"]}, files=FILES),
        chain({**dockerfile, "name": ""}, files=FILES),
        chain(dockerfile),
        chain(dockerfile, {"call": "clone", "extendable": True}, workdir, files=FILES),
        chain(script, files=FILES),
        chain({**script, "pre": True, "index_url": "https://example.org", "secret_mounts": "a"}, files=FILES),
        chain(script),
        chain({**script, "script": "requirements.txt"}, files=FILES),
    ]


def packages() -> list[Json]:
    pip = {"index_url": "https://u:p@example.org", "extra_args": "--x"}
    lists: list[Any] = [[], TEXTS, [["vim", "git"]]]
    return [
        *[layer(call, packages=items) for call in ("with_pip_packages", "with_apt_packages") for items in lists],
        layer("with_pip_packages", packages=["a"], pre=True, extra_index_urls="https://example.org", **pip),
        layer("with_pip_packages", packages=["a"], extra_index_urls=["https://a", "https://b"]),
        *[layer("with_pip_packages", packages=["a"], secret_mounts=secret) for secret in SECRETS],
        *[layer("with_apt_packages", packages=["a"], secret_mounts=[secret]) for secret in BAD_SECRETS],
        layer("with_commands", commands=TEXTS, secret_mounts=SECRETS),
        layer("with_commands", commands="echo a"),
        layer("with_env_vars", env_vars={"A": "1", "é": "x y", "B=C": "", "PATH": "$PATH"}),
        layer("with_env_vars", env_vars={}),
        *[layer("with_workdir", workdir=text) for text in ("/root", "", "é x")],
        layer("with_requirements", file="requirements.txt", pre=True),
        layer("with_requirements", file="requirements.in"),
        layer("with_requirements", file="missing.txt"),
    ]


def projects() -> list[Json]:
    modes = ("dependencies_only", "install_project")
    uv = [("with_uv_project", "pyproject_file", path) for path in ("pyproject.toml", "./proj//pyproject.toml", "no/x")]
    poetry = [("with_poetry_project", "pyproject_file", path) for path in ("pyproject.toml", "proj/pyproject.toml")]
    pixi = [("with_pixi_project", "manifest_file", path) for path in ("pixi.toml", ".", "only", "proj", "uv.lock")]
    return [
        *[layer(call, **{key: path, "project_install_mode": m}) for call, key, path in uv + poetry + pixi for m in modes],
        layer("with_uv_project", pyproject_file="proj/pyproject.toml", uvlock="uv.lock", extra_args="--x"),
        layer("with_uv_project", pyproject_file="proj/pyproject.toml", uvlock="missing.lock"),
        layer("with_poetry_project", pyproject_file="proj/pyproject.toml", poetry_lock="poetry.lock", extra_args="-v"),
        layer("with_pixi_project", manifest_file="pixi.toml", environment="gpu", pixi_lock="uv.lock", secret_mounts="a"),
    ]


def sources() -> list[Json]:
    bundle = {"call": "with_code_bundle", "copy_style": "all", "dst": "/code"}
    none = {"call": "resolve_code_bundle", "copy_style": "none", "root_dir": "src"}
    folder = {"call": "with_source_folder", "src": "src"}
    own = {**FILES, "src/.dockerignore": "*.py", ".dockerignore": "src/a/b", "src/a/.dockerignore": "**/*.txt"}
    named = [{"call": "with_dockerignore", "path": path} for path in (".dockerignore", "src/a/.dockerignore", "no/x")]
    choices: list[tuple[str, list[Json]]] = [
        (root, calls)
        for root in (".", "proj")
        for calls in ([], named[:1], named[:2], [named[1], named[0]], [named[0], named[2]])
    ]
    ignored = [
        around
        for text in RULES
        for around in (
            chain(debian(name="a"), folder, files={**FILES, "src/.dockerignore": text}),
            chain(debian(name="a"), {"call": "with_dockerignore", "path": "src/.dockerignore"}, folder,
                  files={**FILES, "src/.dockerignore": text}),
        )
    ]
    return [
        *[layer("with_source_folder", src=src) for src in ("src", "./src/a/", ".", "missing", "pixi.toml")],
        layer("with_source_folder", src="src", copy_contents_only=True),
        layer("with_source_folder", src="src", dst="/x"),
        layer("with_source_file", src="src/a.py", dst="/x"),
        layer("with_source_file", src=["src/a.py", "pixi.toml"]),
        layer("with_source_file", src=["src/a.py", "x/a.py"]),
        layer("with_source_file", src="src"),
        *ignored,
        layer("with_dockerignore", path="./missing"),
        *[chain(debian(name="a"), *calls, folder, root_dir=root, files=own) for root, calls in choices],
        chain(debian(name="a"), folder, root_dir="proj", files=FILES),
        chain(debian(name="a"), {**folder, "src": "proj"}, root_dir="proj", files=FILES),
        chain(debian(name="a"), {**folder, "src": "."}, root_dir=".", files={**FILES, ".dockerignore": "src/a\n*.lock"}),
        chain(debian(name="a"), bundle, files=FILES),
        chain(debian(name="a"), bundle, {"call": "with_workdir", "workdir": "/x"}, none, files=FILES),
        chain(debian(name="a"), bundle, {**none, "copy_style": "all"}, files=FILES),
        chain(debian(name="a"), none, files=FILES),
    ]


def wheels() -> list[Json]:
    dist = {"dist/flyte-2.0.0.whl": "flyte", "dist/notes.txt": "x"}
    calls: list[Json] = [
        {"call": "with_local_v2"},
        {"call": "with_local_rs_controller"},
        {"call": "with_local_v2_plugins", "plugins": ["flyteplugins-a", "flyteplugins-b-c"]},
        {"call": "with_local_v2_plugins", "plugins": "spark"},
    ]
    return [
        *[chain(debian(name="a"), call, dist="dist", files=dist) for call in calls],
        chain(debian(name="a"), calls[0], dist="dist", files={"dist/flyteidl2-1.whl": "idl"}),
        chain(debian(name="a"), calls[0], dist="missing"),
    ]


def scripts() -> list[Json]:
    script = {"call": "from_uv_script", "script": "s.py", "name": "app", "python_version": [3, 12]}
    commented = ["\n".join(f"# {line}" for line in header.split("\n")) for header in HEADERS]
    texts = [f"# /// script\n{comment}\n# ///\nimport sys\n" for comment in commented]
    more = [texts[1].replace("\n", "\r\n"), "import sys\n", "# /// script\n# dependencies = []\n", texts[0] + texts[1]]
    kept = {name: text for name, text in FILES.items() if name.startswith("proj/")}
    return [chain(script, files={**kept, "s.py": text}) for text in [*texts, *more]]


def cases() -> list[Json]:
    return [*starts(), *packages(), *projects(), *sources(), *wheels(), *scripts()]


def paths() -> list[list[str]]:
    texts = ["", ".", "/", "//", "///", "a", "a/", "a//b", "./a/./b", "../a", "a/..", "/a/../b", "//a/b", "a.txt", ".txt"]
    texts += ["a.tar.gz", "a.", "..", "a/.", "...", "a b/c.d/", "é/x.É", "a\nb", "a\\b", "/.x.y"]
    return [[text, base] for text in texts for base in ("", "a", "/", "/a", "..", "//a")]


def without_messages(value: Any) -> Any:
    """Messages name directories that are gone, and no test reads them."""
    if isinstance(value, dict):
        return {key: without_messages(item) for key, item in value.items() if key != "message"}
    if isinstance(value, list):
        return [without_messages(item) for item in value]
    return value


def record() -> None:
    request = {"images": cases(), "secrets": [one for one in [*SECRETS, *BAD_SECRETS] if isinstance(one, dict)]}
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda release: without_messages(ask(release, "flyte2_image", request)), ENVIRONMENTS))
    newest, older = answers[0], {release.version: answer for release, answer in zip(OLDER_FLYTE, answers[1:])}
    records = []
    for index, given in enumerate(request["images"]):
        result = newest["images"][index]
        agree = [version for version, answer in older.items() if answer["images"][index] == result]
        files = {name: text for name, text in given.get("files", {}).items() if FILES.get(name) != text}
        kept = {key: value for key, value in given.items() if key != "files"}
        shared = {"files": files, "with": sorted(set(given.get("files", {})) - set(files))}
        records.append({"given": {**kept, **shared}, "result": result, "agree": agree})
    secrets = [{"given": given, "result": result} for given, result in zip(request["secrets"], newest["secrets"])]
    pure = paths()
    walked = without_messages(ask(FLYTE, "flyte2_image", {"paths": pure}))["paths"]
    groups = [f'  "flyte": "{FLYTE.version}"', f'  "files": {json.dumps(FILES)}']
    groups.append(f'  "agreeing": {json.dumps({v: sum(v in one["agree"] for one in records) for v in older})}')
    named_paths = [{"given": given, "result": result} for given, result in zip(pure, walked)]
    for name, items in (("images", records), ("secrets", secrets), ("paths", named_paths)):
        groups.append(f'  "{name}": {lines_of(items, "  ")}')
    write("flyte2_images.json", "{\n" + ",\n".join(groups) + "\n}\n")
