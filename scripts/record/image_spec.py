"""Records image_specs.json, and prints the table of src/python/printable.ts.

The classes of characters are those of Python 3.11; with another Python this fails, since its Unicode is another.
"""

from __future__ import annotations

import base64
import json

from record.asking import Json, ask, lines_of, write
from record.environments import NEWEST

ENVIRONMENTS = (NEWEST,)
UNICODE = "14.0.0"
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LEADING_DIGITS = "abcdefghijklmnopqrstuvwxyz"

ODD = (
    "'\"\\\n\r\t\0\x1b\x7f\x85\xa0\xad\u0300\u200b\u200d\u2028\u2029\u3000"
    "\ud800\udfff\ue000\ufeff\uffff\U0001f680\U000e0001"
)
EACH: Json = {
    "name": "App",
    "python_version": "3.12",
    "builder": "noop",
    "source_root": ".",
    "env": {"b": "1", "a": "2", "10": "x", "9": "y"},
    "registry": "GHCR.io/Acme",
    "packages": ["pandas==2.0", "numpy"],
    "conda_packages": ["gcc"],
    "conda_channels": ["conda-forge"],
    "requirements": "requirements.txt",
    "apt_packages": ["git"],
    "cuda": "12.1",
    "cudnn": "8",
    "base_image": "ubuntu:22.04",
    "platform": "linux/arm64",
    "pip_index": "https://pypi.example.org/simple",
    "pip_extra_index_url": ["https://a.example.org"],
    "pip_secret_mounts": [[".gitconfig", "/etc/gitconfig"]],
    "pip_extra_args": "--no-deps",
    "registry_config": "registry.json",
    "entrypoint": [],
    "commands": ["echo 'a'", 'echo "b"', "echo '\"'"],
    "tag_format": "{spec_hash}-dev",
    "source_copy_mode": "NO_COPY",
    "copy": [],
    "python_exec": "/usr/bin/python3",
    "runtime_packages": ["ipdb"],
    "builder_options": {"a": None, "b": True, "c": [1, 1.0, 1e16, -0.0, 2**70], "d": {"e": [], "f": {}, "": "é"}},
    "builder_config": {"uv_image": "ghcr.io/astral-sh/uv:0.5.1"},
}
MACHINES = ("x86_64", "arm64", "aarch64", "AARCH64", "")
REGISTRIES = (
    "localhost:30000 localhost localhost: localhost:1/a LOCALHOST:5000 docker.io docker.io/a/b ghcr.io/A "
    "ghcr.io/a_b.c-d a..b .. - -a _ a/-b a/.. a:99999 a:100000 a:0 a:1:2 :1 a: / a/ /a a//b http://a a@b [::1]:5 é "
    "a/é a:٣ ٣ a/٣ a/² a/ª a/̀ a/\U0001f680 a/\ud800 a/Ⅷ a.b-c_d:1/x.y_z-w a:12345/a"
).split(" ") + ["", "a\n", "a\n\n", "\n", "a /b", " a", "a\n/b", "a:1\n", "a/b\n", "a/İ", "a/\U0001d7d8", "\U0001d7d8"]
FORMATS = (
    "{spec_hash}|a|{{}}|{{spec_hash}}|{{{spec_hash}}}|{spec_hash}-dev|{spec_hash}{spec_hash}|{|}|{}|{0}|{other}"
    "|{spec_hash|spec_hash}|{spec_hash!s}|{spec_hash:}|{spec_hash:s}|{spec_hash:.3}|{spec_hash:>12}|{spec_hash:*^12}"
    "|{spec_hash:012}|{spec_hash:<3}|{spec_hash:d}|{spec_hash:=9}|{spec_hash:+}|{spec_hash:.}"
    "|{spec_hash:x>9.2s}|{spec_hash!x}"
    "|{ spec_hash}|{spec_hash }|{spec_hash:}}|{{|}}|é{spec_hash}🚀|{spec_hash:🚀>9}|{spec_hash!s:.2}"
    "|{spec_hash:.0}"
    "|{spec_hash:,}"
).split("|")
NAMES = ("", "ΑΣ", "ΑΣΑ", "İ", "ǅ", "ẞ", "\ua7cbΣ", "AΣ\ua7cb", "Σ", "aΣ\xad", "𐐀", "\u1c89")


def cases() -> list[Json]:
    specs: list[Json] = [{}, EACH]
    specs += [{key: value} for key, value in EACH.items()]
    specs += [{key: value for key, value in EACH.items() if key != missing} for missing in EACH]
    specs += [{**EACH, "base_image": inner} for inner in (EACH, {}, {"base_image": {"base_image": "a"}})]
    specs += [{"base_image": {"source_copy_mode": "NO_COPY", "builder": "x", "env": {"a": "b"}, "registry": "A"}}]
    specs += [{"commands": [text]} for text in [*ODD, ODD, "'", '"', "'\"", "a'b", 'a"b', "\U0001fae8", "ß", "Ａ"]]
    specs += [{"name": text} for text in NAMES]
    specs += [{"registry": registry} for registry in REGISTRIES]
    specs += [{"tag_format": text} for text in (*FORMATS, "")]
    specs += [{"source_copy_mode": mode} for mode in ("ALL", "LOADED_MODULES", "NO_COPY")]
    specs += [{"source_root": "", "source_copy_mode": mode} for mode in ("ALL", "NO_COPY")]
    lists = ("packages", "entrypoint", "runtime_packages")
    specs += [{field: wrong} for field in lists for wrong in ("a", [1], [None], {})]
    specs += [{"pip_secret_mounts": wrong} for wrong in ("a", ["a"], [["a"]], [["a", 1]], [["a", "b", "c"]], {})]
    specs += [{"builder_options": wrong} for wrong in ([], "a", 1)]
    specs += [{"nam": "a"}, {"requirements": ""}, {"requirements": "none.txt"}, {"copy": []}, {"env": {}}]
    files = {"requirements.txt": encoded(b" \x0b\na==1\n\xa0\x1c \r\n")}
    found = [{"spec": json.dumps(spec), "files": files} for spec in specs]
    local = ({"registry": name} for name in ("localhost:5000", "LOCALHOST:5000/a", "localhost", "ghcr.io"))
    found += [{"spec": json.dumps(spec), "machine": machine, "files": {}} for spec in local for machine in MACHINES]
    found += [
        {"spec": json.dumps({"requirements": "requirements.txt"}), "files": {"requirements.txt": encoded(content)}}
        for content in (b"", b" ", b"\x00", b"\xff\xfe", b"\x85a\x85", b"a\x0c", b"\xef\xbb\xbfa")
    ]
    return found


SCALARS = (
    "3.11|3.10|3.1|12|0|0.0|-1|1.0|1.5e+3|1e3|010|0x10|1_000|12:30|.inf|.5|12345678901234567890|true|yes|no|~|null|''|2024-01-01|"
    "2024-1-1|2001-12-14t21:59:43.10-05:00|2001-12-14 21:59:43|2001-12-14T00:00:00Z|2001-12-14 21:59:00+05:30|"
    "!!str 3.10|'3.10'|a|[a]|{a: 1}|!!binary aGk="
).split("|")
TEXT_FIELDS = (
    "name python_version builder source_root registry requirements cuda cudnn base_image platform pip_index "
    "pip_extra_args registry_config tag_format source_copy_mode copy python_exec packages entrypoint env"
).split(" ")


def yaml_texts() -> list[str]:
    texts = [f"{field}: {scalar}" for field in TEXT_FIELDS for scalar in SCALARS]
    texts += [f"env: {{X: {scalar}}}" for scalar in SCALARS]
    texts += [f"{field}: [{scalar}]" for field in ("packages", "copy") for scalar in SCALARS]
    texts += [f"builder_options: {{a: {scalar}, b: [{scalar}]}}" for scalar in SCALARS]
    texts += [
        "# imageSpec.yaml\npython_version: 3.11\nregistry: acme\npackages:\n  - sklearn\nenv:\n  Debug: \"True\"\n",
        "name:\npackages: [a]\n",
        "python_version:\nregistry:\npackages:\nenv:\n",
        "x: &v 3.11\n",
        "env: {A: &v 3.11, B: *v}\npython_version: *v\n",
        "env: {a.b: 1, a: 2}\n",
    ]
    return texts


def encoded(content: bytes) -> str:
    return base64.b64encode(content).decode()


def reprs() -> list[str]:
    values = [*ODD, ODD, "'", '"', "'\"", EACH["builder_options"]]
    values += [[], {}, [[]], [None, True, False], {"'": '"', '"': "'"}]
    numbers = "0 -0 -1 1.0 -0.0 0.1 1e16 1e15 1e-4 1e-5 123456789012345680 1e22 5e-324 1e308 NaN Infinity -Infinity"
    return [json.dumps(value) for value in values] + numbers.split(" ") + [str(2**64)]


def table(bounds: list[int]) -> str:
    """The literal of src/python/printable.ts."""
    text = "".join(distance(end - start) for start, end in zip([0, *bounds], bounds))
    return " +\n".join(f'  "{text[at : at + 112]}"' for at in range(0, len(text), 112)) + ";"


def distance(number: int) -> str:
    """A digit in base 36, after digits from 1 to 26."""
    leading, last = divmod(number, 36)
    text = DIGITS[last]
    while leading > 0:
        leading, digit = divmod(leading - 1, 26)
        text = LEADING_DIGITS[digit] + text
    return text


def record() -> None:
    request = {"cases": cases(), "registries": REGISTRIES, "reprs": reprs(), "formats": FORMATS, "yaml": yaml_texts()}
    results = ask(NEWEST, "flytekit_image_spec", request)
    characters = results.pop("unicode")
    if characters["version"] != UNICODE:
        raise SystemExit(f"this needs a Python with Unicode {UNICODE}, not {characters['version']}")
    print(f"the table of src/python/printable.ts:\n{table(characters['unprintable'])}")
    groups = [f'  "flytekit": "{NEWEST.version}"', f'  "unicode": {json.dumps(characters)}']
    for key, given in request.items():
        pairs = [{"given": one, "result": result} for one, result in zip(given, results[key])]
        groups.append(f'  "{key}": {lines_of(pairs, "  ")}')
    write("image_specs.json", "{\n" + ",\n".join(groups) + "\n}\n")
