"""Records yaml.json: the result of PyYAML's yaml.safe_load for some 400 inputs."""

from __future__ import annotations

from record.asking import ask, lines_of, write
from record.environments import NEWEST, PYYAML

ENVIRONMENTS = (NEWEST,)
VERSION = PYYAML.removeprefix("pyyaml==")


def words(text: str) -> list[str]:
    """Words between bars."""
    return text.split("|")


SCALARS = [
    *words("yes|Yes|YES|yEs|no|No|NO|on|On|ON|off|Off|OFF|oFF|true|True|TRUE|tRUE|false|False|FALSE|y|n|Y|N|t|f"),
    *words("~|null|Null|NULL|nULL|nil|none|None"),
    *words("0|1|-1|+1|--1|017|-017|08|09|0o17|0O17|0x1F|0X1F|0xg|-0xff|0b101|0b2|0B1|1_000|_1|1__0|1_|0_|00|-0|+0"),
    *words("0x_|0b_|0x_f|1:30|1:60|190:20:30|-1:30|+1:30|01:30|1:3:|1:|12345678901234567890|9007199254740993|-|+"),
    *words("1.5|1.|.5|-.5|+.5|1e3|1.0e3|1.0e+3|1.0E-3|1.e+3|.5e-1|1_0.5|1_000.5|1._5|._5|.|..|-0.0|0.0|0.|1.5.2"),
    *words(".inf|.Inf|.INF|-.inf|+.inf|.iNF|.nan|.NaN|.NAN|-.nan|inf|nan|1:30.5|1:30.|190:20:30.15|1:60.5|-1:30.5"),
    *words("1.7976931348623157e+309|5.0e-324|685.230_15e+03|12e03|0.1|1.0|100.0|1.0e+16|123456789.125"),
    *words("2001-12-14|2001-2-4|2001-13-01|2001-02-29|2000-02-29|0000-01-01|9999-12-31|2001-12-14 21:59|01-01-2001"),
    *words("2001-12-14t21:59:43.10-05:00|2001-12-14 21:59:43.10 -5|2001-12-15 2:59:43.10|2001-12-14T21:59:43Z"),
    *words("2001-12-14 21:59:43|2001-12-14 21:59:43.1234567|2001-12-14 21:59:43.|2001-12-14 24:00:00|2001-1-1 1:01:01"),
    *words("2001-12-14 21:59:60|2001-12-14 21:59:43 +24:00|2001-12-14 21:59:43 -23:59|2001-12-14 21:59:43+00:00"),
    *words("=|<<|a:b|a#b|a #b|-a|?a|:a|a b|a, b|a]b|@a|`a|%a|&a|*a|!a|a'b|a\"b|a\\nb|http://x.y/?q=1&r=2#z|C:\\x"),
]
QUOTED = [
    *words("''|'a'|'it''s'|'a\\nb'|'a: b'|'yes'|'1'|'a|'a'b|'a' b|'a\n  b'|'a\n\n  b'|' a '|'\ta'|'a  \n  b'"),
    *words('""|"a"|"a\\"b"|"\\t\\n\\r\\0\\a\\b\\v\\f\\e"|"\\x41\\u00e9\\U0001F600"|"\\N\\_\\L\\P"|"\\/"|"\\ "|"\\q"'),
    *words('"\\x4"|"\\u123"|"\\U00110000"|"\\UFFFFFFFF"|"\\ud800"|"\\ud83d\\ude00"|"a|"a" b|"a\n  b"|"a\\\n  b"'),
    *words('"a \\\n  \\ b"|"a\n---\nb"|"a\n--- b"|"a\n...\n"|"\u2028"|"a\u2028 b"|"a\u0085 b"|"a\r\n b"|"\\\r\n a"|"\\\t"'),
]
TAGGED = [
    *words("!!str 1|!!str|!!str yes|!!str [a]|!!str {=: 5}|!!str {=: {=: x}}|!!str {a: 1}|!!int 1.5|!!int '17'|!!int ''"),
    *words("!!int '0o17'|!!int '0b0b1'|!!int '0x-5'|!!int ' 5 '|!!int '+'|!!int '_'|!!int '1:2:3'|!!int '1:x'|!!int a"),
    *words("!!float 1|!!float '1e3'|!!float 'inf'|!!float ''|!!float a|!!float '1:x'|!!float '+-5'|!!float ' 1.5 '"),
    *words("!!bool yes|!!bool 'yEs'|!!bool 1|!!bool ''|!!null a|!!null|!!null [a]|!!timestamp 2001-1-1|!!timestamp x"),
    *words("!!timestamp '2001-01-01\\n'|!!timestamp {=: 2001-01-01}|!!binary aGVsbG8=|!!binary aGVsbG8|!!binary a"),
    *words("!!binary 'aGVs bG8='|!!binary 'aGVsbG8=zz'|!!binary é|!!binary ''|!!binary '=='|!!binary 'aG=Vs'"),
    *words("!!set {a, b, a}|!!set [a]|!!set {[a]}|!!set {a: 1}|!!omap [a: 1, b: 2]|!!omap {a: 1}|!!omap [a]|!!omap [{}]"),
    *words("!!pairs [a: 1, a: 2]|!!pairs [{a: 1, b: 2}]|!!omap [[a]: 1]|!!map {a: 1}|!!map [a]|!!seq [a]|!!seq {a: 1}"),
    *words("!!seq a|!!map a|!a b|!!a b|! 1|! '1'|! yes|! [a]|! \"yes\\n\"|! '!'|!<tag:yaml.org,2002:str> 1|!<!> '1'|!<x> 1"),
    *words("!<x 1|!<> 1|!a!b c|!!python/name:os.system a|!%41 a|!%zz a|!%ff a|!!s%74r 1|!!str, a|[!!str, a]|!!str! a"),
    *words("!!merge x|!!value x|!!str\tx|!!str\n1|&a !!str 1|!!str &a 1|&a &b c|!!str !!int 1|!!float -0|!!str ''"),
]
FLOW = [
    *words("[]|{}|[a]|[a,]|[,]|[a,,b]|[a b]|[a\n,b]|[a, [b, {c: d}]]|{a}|{a,}|{a:}|{a: }|{a: b}|{a:b}|{a:1, b:2}|{,}"),
    *words('{"a":1}|{"a": 1}|{"a" :1}|{\'a\':b}|{a: b c}|{a: b: c}|{a: http://x:80/y}|{a: x?y}|[x?y]|[?x]|[? x]|[? x : y]'),
    *words("{? a : b}|{? a}|{?}|{? : b}|{: b}|[: b]|[a: b]|[a: b, c]|[a: ]|[a : b]|[a:]|[a:,b]|[-]|[- a]|[-a]|[-1]"),
    *words("[a|{a|a]|a}|[a}|{a]|[a # c\n]|[a #c\n, b]|[# c\n]|[a\nb]|[a\n\n  b]|[a\n  # c\n  b]|[|]|[>]|[*a]|[&a b, *a]"),
    *words("[[a]: b]|{[a]: b}|{{a: 1}: b}|{a: {b: [c, {d: e}]}}|[a, 'b', \"c\"]|[%a]|[@a]|[a%b]|[{a: 1}, {b: 2}]|[!!str 1]"),
    *words("a: [\n1,\n2\n]|a: {\nb: 1\n}|a: [1,\n2]\nb: 3|[1]: a|{a: 1}: b|[a]b|{a: 1} b|a: [b] c|[a: \n b]|{a\n: b}|{a\n  b: c}"),
]
BLOCK = [
    *words("a: 1\nb: 2|a: 1\n b: 2|a:\n  b: 1\n c: 2|a:\n  b: 1\n  c: 2\nd: 3|  a: 1\n  b: 2|a: 1\n\n\nb: 2|a:\nb:|a: b: c"),
    *words("a:1|a :1|a : 1|a  :   1|a:\t1|a\t: 1|\ta: 1|a: 1\t|a: 1 \t# c|a: b\tc|a:\n\tb: 1|- a\n- b|- a\n - b|-\n-|- - a\n  - b"),
    *words("-a\n-b|- a: 1\n  b: 2|- a: 1\n b: 2|a:\n- 1\n- 2|a:\n  - 1\n  - 2|a:\n - 1\n- 2|a:\n- 1\nb: 2|a: - 1|- a:\n  - b|-\ta"),
    *words("? a\n: b|? a|? a\n? b|? [a]\n: b|? - a\n: - b|: a|? a\n:b|? a\n  : b|a: 1\n? b\n: 2|? a: 1\n: b|a\nb|a\nb: 1|a: b\n  c"),
    *words("a: b\nc|a: b\n\n  c|a: b # c\n  d|a: # c\n  b|a: #b|a:#b|#|# a\n|a # b|a:\n# c\n  b: 1|a: 1\n  # c\nb: 2|a: 'b'\n  c|a: [b]\n  c"),
    "a: |\n  b\n  c\n", "a: |\n  b\n\n\n", "a: |-\n  b\n\n", "a: |+\n  b\n\n", "a: |2\n   b\n  c\n", "a: |2-\n  b\n", "a: |-2\n  b\n",
    "a: |0\n  b\n", "a: |10\n  b\n", "a: |x\n  b\n", "a: |+-\n  b\n", "a: | # c\n  b\n", "a: |#c\n  b\n", "a: |\nb: 1\n", "a: |\n b\nc\n",
    "a: |\n\n  b\n", "a: |\n    \n  b\n", "a: |\n  b\n    c\n  d\n", "a: |\n  b\n c\n", "a: |\n  b\n\tc\n", "a: |\n  \tb\n", "a: |\n\tb\n",
    "a: >\n  b\n  c\n", "a: >\n  b\n\n  c\n", "a: >\n  b\n    c\n  d\n", "a: >-\n  b\n  c\n\n", "a: >+\n  b\n\n", "a: >\n  b\n  \tc\n  d\n",
    "a: >\n\n  b\n", "a: >2\n    b\n    c\n  d\n", "|\n a\n", ">\n a\n b\n", "|\na\n", "- |\n a\n- >\n b\n", "a: |\n  b", "a: |", "a: |\n",
    "a: |\n  b\u2028  c\n", "a: >\n  b\u0085  c\n", "a: |\r\n  b\r\n  c\r\n", "? |\n  a\n: b\n", "a: | b\n", "a: |\n  # b\n", "a: |\n # b\n  c\n",
]
DOCUMENTS = [
    "", " ", "\n", "---", "---\n", "---\n---\n", "--- a", "--- a: 1", "--- - a", "--- |\n a\n", "---a", "...", "a\n...", "a\n...\n...", "a\n...\nb",
    "a\n---\nb", "a\n... b", "---\na\n...\n---\n", "%YAML 1.1\n---\na", "%YAML 1.2\n---\na: yes", "%YAML 2.0\n---\na", "%YAML 1\n---\n", "%YAML\n",
    "%YAML 1.1\n%YAML 1.1\n---\n", "%YAML 1.1\na", "%TAG ! tag:yaml.org,2002:\n---\n!str 1", "%TAG !e! tag:yaml.org,2002:\n---\n!e!int '1'",
    "%TAG !e! a\n%TAG !e! b\n---\n", "%TAG e b\n---\n", "%TAG !e!\n---\n", "%FOO bar\n---\na", "%FOO # c\n---\na", "%\n---\n", "%YAML 1.1 # c\n---\n",
    "%YAML 1.1 c\n---\n", "a: 1\n%b: 2", " %a", "--- %a", "\ufeffa: 1", "\ufeff", "a: \ufeffb", "\ufeff---\na", "a\ufeff: 1", "a\r\nb: 1", "a: 1\rb: 2\r",
    "a: 1\u0085b: 2", "a: 1\u2028b: 2", "a: b\u2029 c", "a\0", "a: \x07", "\x1b", "\x7f", "\x80", "\ufffe", "\uffff", "\ud800", "a: \U0001f600",
    "\U0001f600: [\U0001f600]", "\t", " \t", "a\t", "\ta", "a: 1\n\t", "a: 1\n  \t\n", "\xa0a: 1", "# \x07",
]
GRAPHS = [
    "a: &x 1\nb: *x", "a: *x", "a: &x 1\nb: &x 2", "&a a: *a", "&a [*a]", "[&a, *a]", "&a", "&", "*", "&a,b c", "&a: b", "*a : b", "a: &x b\n*x : c",
    "a: &x {b: 1}\nc: {<<: *x, b: 2}", "a: &x {b: 1}\nc: {b: 2, <<: *x}", "a: {<<: {b: 1}}", "a: {<<: [{b: 1}, {b: 2, c: 3}]}", "a: {<<: 1}",
    "a: {<<: [1]}", "a: {<<: []}", "a: {<<: }", "a: {'<<': {b: 1}}", "a: {!!str <<: {b: 1}}", "a: {!!merge x: {b: 1}}", "<<: {a: 1}\na: 2\n<<: {c: 3}",
    "a: &x {<<: {b: 1}, c: 2}\nd: {<<: *x, e: 3}", "[<<]", "<<", "=", "{=: 1}", "{'=': 1}", "{=: 1, =: 2}", "a: =", "{<<: {=: 1}}",
    "a: 1\na: 2", "{1: a, 1.0: b, true: c}", "{.nan: a, .nan: b}", "{0: a, -0.0: b}", "{-0.0: a}", "{1: a, '1': b}", "{~: a, null: b, '': c}",
    "{2001-01-01: a, 2001-01-01: b}", "{2001-01-01 00:00:00Z: a, 2001-01-01 01:00:00+1: b}", "{!!binary YQ==: a, !!binary YQ==: b}", "{[a]: b}",
    "{{}: b}", "{!!set {}: b}", "{? [a, b] : c}", "__proto__: 1", "{__proto__: {x: 1}, constructor: 2, toString: 3}", "10: a\n9: b\n'8': c",
    "'10': a\n'9': b\nz: c\n'8': d", "[&a [1], *a, &b {c: *a}, *b]", "a: &x\nb: *x", "a: &x !!str\nb: *x", "a: &1 b\nc: *1", "a: &a-b_c 1\nb: *a-b_c",
    "a: &é 1", "? &a b\n: *a", "- &a a\n- &b b\n- [*a, *b]", "1.0: a\n1: b", "{123456789012345678901234567890: a, 1.0e+2: b, 100: c}",
]
MERGES = [
    "{<<: [{ab: 1, a: 2}, {ab: 3, a: 4}]}", "{<<: {ab: 1}, <<: {ab: 2}}", "{<<: {a: 1}, <<: {a: 2}}", "{<<: {ab: 1, ab: 2}}", "{<<: {'': 1, '': 2}}",
    "{<<: [{b: 1, a: 2}, {a: 3, c: 4, b: 5}]}", "{<<: {1: a, 1.0: b, 1: c}}", "{<<: {1: a, '1': b}}", "{<<: [{é: 1}, {é: 2}]}", "{<<: [{ā: 1}, {ā: 2}]}",
    "a: &a {ab: 1}\nb: {<<: [*a, {ab: 2}, *a]}", "a: &a {x: 1, x: 2}\nb: {<<: *a}", "a: &a {<<: {x: 1}, x: 2}\nb: {<<: *a}", "{<<: {&k ab: 1}, <<: {*k : 5}}",
    "{<<: {a: !x 1}, a: 2}", "{<<: [{a: 1}, {a: !x 2}]}", "{<<: !x {a: 1}}", "{<<: !x [{a: 1}]}", "{<<: [{a: 1}, 5]}", "{<<: {[a]: 1}}", "!!set {<<: {a, b}, c}",
    "<<:\n ? |+\n\n : 1\n ? |+\n\n : 2\n", "<<:\n ? |-\n  a\n : 1\n ? a\n : 2\n", "{y: 1, <<: {x: 1, y: 2}, z: 3, <<: {z: 1, w: 4, x: 9}}",
]
LONG = [
    "a" * 1024 + ": 1", "a" * 1025 + ": 1", "? " + "a" * 2000 + "\n: 1", "'" + "a" * 1023 + "': 1", "'" + "a" * 1022 + "': 1",
    "%YAML 1." + "9" * 4301 + "\n---\n", "\U0001f600" * 1024 + ": 1", "\U0001f600" * 1025 + ": 1", "{" + "a" * 1025 + ": 1}", "[" + "a, " * 400 + "b]: 1", "1" * 4300, "1" * 4301,
    "0x" + "f" * 4400, "[" * 50 + "]" * 50, "[" * 60, "{a: " * 40 + "1" + "}" * 40, "- " * 50 + "a", "1" + ":1" * 200, "1" + ":1" * 200 + ".5",
]  # fmt: skip


def record() -> None:
    texts = [f"a: {scalar}" for scalar in SCALARS] + QUOTED + TAGGED + FLOW + BLOCK + DOCUMENTS + GRAPHS + MERGES + LONG
    asked = list(dict.fromkeys(texts))
    cases = [{"text": text, **result} for text, result in zip(asked, ask(NEWEST, "pyyaml", asked))]
    write("yaml.json", f'{{\n  "pyyaml": "{VERSION}",\n  "cases": {lines_of(cases, "  ")}\n}}\n')
