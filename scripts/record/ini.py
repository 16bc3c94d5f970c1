"""Records ini.json: what configparser reports about INI inputs, in any Python from 3.10 on.

The random inputs come from a fixed seed.
"""

from __future__ import annotations

import json
import random
import sys
from typing import Any

from record.asking import write
from record.environments import ROOT, Release

sys.path.insert(0, str(ROOT / "tests" / "conformance" / "ini"))

from configparser_peer import outcome  # noqa: E402

ENVIRONMENTS: tuple[Release, ...] = ()

# Whole inputs, each for one rule.
TEXTS = [
    "", "\n", " ", "# only a comment", "; only a comment\n",
    # Headers
    "[s]", "[s]\n[t]\n", "[]", "[s", "s]", "[ ]", "[ s ]", "[a]b]", "[]]", "[s] text", "[s] = 1", "[s]]= 1\na=2",
    "  [s]\na=1", "[S]\na=1\n[s]\na=2", "[DEFAULT]", "[default]\na=1\n[s]\nb=1", "[s]\n[s]", "[s]\na=1\n[DEFAULT]\n[s]",
    "[DEFAULT]\na=1\n[DEFAULT]\nb=2\n[s]", "[DEFAULT]\na=1\n[s]\n[DEFAULT]\na=2", "\ufeff[s]\na=1", "\ufeff# c\n[s]",
    "[s\n]", "[s]\n []\n", "[s]\na=1\n []\n", "[s]\na=1\n [t]\n", "[__proto__]\nconstructor=1\n[constructor]\n__proto__=2",
    # Before the first header
    "a=1", "a", "=1", " a=1\n[s]", "# c\n\na=1\n[s]", "a\nb\n[s]\nc",
    # Delimiters
    "[s]\na=1", "[s]\na:1", "[s]\na = 1", "[s]\na : 1", "[s]\na=b:c", "[s]\na:b=c", "[s]\na==b", "[s]\na=", "[s]\na:",
    "[s]\na =\n", "[s]\na b = c d", "[s]\na\tb=1", "[s]\na\u00a0=\u00a01\u00a0", "[s]\n=1", "[s]\n:1", "[s]\n =1\n=2",
    "[s]\na", "[s]\na\nb\nc=1\nd", "[s]\na\n b", "[s]\na=1\nb\n c", "[s]\na=1\nb\n  c\n d", "[s]\n=1\n  x", "[s]\n=1\n  x=2",
    # Comments
    "[s]\n# a=1", "[s]\n; a=1", "[s]\na=1 # c", "[s]\na=1 ; c", "[s]\na=1\n  # c\n  2", "[s]\na=1\n# c\n  2",
    "[s] # c", "[s]\n#[t]\na=1", "[s]\na=#", "[s]\na=\n #\n b", "[s]\n\u2003# c\na=1", "[s]\nrem a", "[s]\n//a=1",
    # Continuations
    "[s]\na=1\n 2\n  3\n", "[s]\na=\n 1", "[s]\na=\n\n 1", "[s]\na=1\n\n 2", "[s]\na=1\n\n\n\n", "[s]\na=1\n \n \n 2\n \n",
    "[s]\n  a=1\n  b=2", "[s]\n  a=1\n   b=2", "[s]\n  a=1\n b=2", "[s]\n  a=1\nb=2\n c", "[s]\n a=1", "[s]\n\n a=1\n  b=2",
    "[s]\na=1\n\tb=2", "[s]\n\ta=1\n        b", "[s]\na=1\n[t]\n b=2", "[s]\na=1\n b:2\n [t]", "[s]\na=1\n\u00a0x",
    "[s]\na=1\n\x0bx\n\x0cy\n\x1cz\n\x85w\n\u2028v", "[s]\na=1\n\ufeffx", "[s]\na=1\n\u200bx=2", "[DEFAULT]\na=1\n 2\n[s]",
    # Newlines
    "[s]\r\na=1\r\n 2\r\n", "[s]\ra=1\r 2\r", "[s]\n\ra=1", "[s]\na=1\r\r\n 2", "[s]\na=b\rc=d", "[s]\r", "[s]\na=1\x0bb=2",
    "[s]\na=1\x0cb=2", "[s]\na=1\x85b=2", "[s]\na=1\u2028b=2", "[s]\na=1\u2029b=2", "[s]\na=1\x1eb=2", "[s\r]\na=1",
    # Names
    "[s]\nA=1\na=2", "[s]\nA=1", "[s]\n\u0130=1", "[s]\n\u0130=1\ni\u0307=2", "[s]\n\u0391\u03a3=1\n\u03b1\u03c2=2",
    "[s]\n\u0391\u03a3\u0391=1", "[s]\n\u03a3=1", "[s]\n\u03a3.=1\n.\u03a3=2", "[s]\nA\u03a3\u00ad=1", "[s]\n\u00c9=1\n\u00e9=2",
    "[s]\n\u00df=1\n\u1e9e=2", "[s]\n\ud800=1", "[s]\n\U00010400=1\n\U00010428=2", "[s]\n\u212a=1\nk=2", "[s]\na\0b=\0",
    "[s]\n\"a\"='1'", "[s]\na=1\na =2", "[s]\na=1\n[t]\na=2", "[DEFAULT]\na=1\n[s]\na=2\nb=3", "[s]\na=1\na=2\nb",
    "[s]\nb\na=1\na=2", "[s]\n[s]\nb", "[s]\nb\n[s]",
    # Interpolation
    "[s]\na=%%", "[s]\na=%", "[s]\na=%%%", "[s]\na=50%", "[s]\na=%s", "[s]\na=%(", "[s]\na=%()s", "[s]\na=%(b)", "[s]\na=%(b)d",
    "[s]\na=%(b", "[s]\na=%(b)s\nb=1", "[s]\na=%(B)s\nb=1", "[s]\na=%(b)s", "[s]\na=%(b)s%\nb=1", "[s]\na=%%(b)s\nb=1",
    "[s]\na=x%(b)sy%(b)sz\nb=-", "[s]\na=%(b)s\nb=%(c)s\nc=1", "[s]\na=%(a)s", "[s]\na=%(b)s\nb=%(a)s", "[s]\na=%(b)s\nb=%",
    "[s]\na=%(b)s\n[DEFAULT]\nb=1", "[DEFAULT]\na=%(b)s\nb=1\n[s]\nb=2\n[t]", "[s]\na=%(b)s\n[t]\nb=1", "[s]\na=%( b )s\nb=1",
    "[s]\na=%(b c)s\nb c=1", "[s]\na=%((b)s\n(b=1", "[s]\na=%(b\n )s\nb=1", "[s]\na=\n  %(b)s\n  %(c)s\nb=1\nc=2",
    "[s]\na=%(b)s(b)s\nb=%%\n", "[s]\na=%(%)s\n%=1", "[s]\na=%(__proto__)s", "[s]\na=%(x=y)s\nx=1", "[s]\na=${b}\nb=1",
    *("[s]\n" + "".join(f"a{i}=%(a{i + 1})s.\n" for i in range(depth)) + f"a{depth}=end" for depth in (9, 10, 11)),
    "[s]\n" + "".join(f"a{i}=%(a{i + 1})s%(a{i + 1})s\n" for i in range(6)) + "a6=-",
    "[s]\n" + "".join(f"a{i}=%(a{i + 1})s\n" for i in range(10)) + "a10=%%",
]

# Values on which getboolean, getint and getfloat are tried.
VALUES = [
    "1", "0", "yes", "no", "true", "false", "on", "off", "YES", "nO", "True", "t", "f", "y", "n", "2", "00", "", "\u00b9",
    "-1", "+1", "--1", "- 1", "1 2", "007", "-0", "+0", "1_000", "_1", "1_", "1__0", "0x1f", "0b1", "0o7", "1e3", "1.0",
    "9007199254740991", "9007199254740992", "-9007199254740993", "9" * 40, "1" + "0" * 4299, "1" + "0" * 4300, "0" * 4301,
    "\u0663\u0664", "\uff11\uff12", "\u0967_\u0968", "\U0001d7d9\U0001d7ff", "1\u0660", "\u00bd", "\u216b", "\u4e00", "1\0",
    "1.5", "-1.5", ".5", "5.", ".", "-.5e-3", "1e400", "1e-400", "-1e400", "1e", "1e+", "e1", "1_0.0_1", "1_.0", "1._0",
    "1.0_", "1e1_0", "1e_1", "1_e1", "inf", "+inf", "-Infinity", "INF", "infinit", "nan", "-nan", "NaN", "nan(1)", "in_f",
    "1,5", "\u0661.\u0665", "1d", "1f", "0.1", "1e16", "1e22", "123456789012345678", "5e-324", "2.5e-324", "\u22121", "1j",
    "\n  1", "\n  1\n  2", "\n\n\n 1.5", "1\n\n", "'1'", "\"true\"", "true ; c", "1%%", "\u200b1", "1\u20032", "\u0130", "1e\u0665",
]

# Inputs that are also asked for names that do not exist.
ABSENT = ["", "[s]\nKey=1\n", "[DEFAULT]\nKey=%\n[s]\nkey=%%\n[t]\n"]
PROBES = ["KEY", "nothing", "__proto__", "constructor", ""]

PIECES = [
    *"ab=:#;[]%()s \t\n\r", "\n", "\n", "\n ", "\n\t", "\r\n", "\n[s]\n", "\n[t]\n", "\n[DEFAULT]\n", "\na=", "\nb = ", "\nc: ",
    "\nD = ", "%(a)s", "%(b)s", "%(none)s", "%%", "yes", "12", "1.5", "\u2028", "\x85", "\x0b", "\x0c", "\x1c", "\u00a0", "\ufeff",
    "\nE=1\n  2\n\n  3\n", "\n# c\n", "\n  ; c\n", "\u00c9", "\u03a3", "\0",
]
RANDOM_TEXTS = 60


def random_text(generator: random.Random) -> str:
    start = generator.choice(["", "[s]", "[s]", "[s]\na=1\n"])
    return start + "".join(generator.choice(PIECES) for _ in range(generator.randrange(1, 25)))


def recorded(text: str, newlines: str, probes: list[str], absent: bool = False) -> dict[str, Any]:
    """A case of the golden; answers about sections that do not exist only if `absent`."""
    result = outcome(text, newlines, probes)
    if "tables" in result and not absent:
        result["tables"] = [table for table in result["tables"] if table[0] in [*result["sections"], "DEFAULT"]]
    return {"text": text, "newlines": newlines, "probes": probes, "outcome": result}


def record() -> None:
    generator = random.Random(3)
    questions = [(text, newlines) for text in TEXTS for newlines in ("universal", "lf") if newlines == "universal" or "\r" in text]
    questions += [("[s]\na = " + value, "universal") for value in VALUES]
    questions += [(random_text(generator), generator.choice(["universal", "lf"])) for _ in range(RANDOM_TEXTS)]
    cases = [recorded(text, newlines, []) for text, newlines in questions]
    # Answers about names that do not exist are always the same, so a few inputs will do.
    cases += [recorded(text, "universal", PROBES, absent=True) for text in ABSENT]
    lines = ",\n".join(json.dumps(case) for case in cases)
    write("ini.json", f'{{"cases": [\n{lines}\n]}}\n')
