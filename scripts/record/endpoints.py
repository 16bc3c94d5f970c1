"""Records endpoints.json: the URLs that both libraries make of endpoints, and the parts of flyte 2's API keys.

record/readers/endpoints_flyte.py and endpoints_flytekit.py say what a case and an answer are.
"""

from __future__ import annotations

import base64

from record.asking import Json, ask, render, write
from record.environments import FLYTE, NEWEST

ENVIRONMENTS = (NEWEST, FLYTE)

ENDPOINTS = [
    "", "flyte.acme.com", "flyte.acme.com:8089", "dns:///flyte.acme.com", "dns:///flyte.acme.com:8089", "localhost:8090",
    "https://flyte.acme.com", "http://flyte.acme.com", "https://flyte.acme.com:443/", "http://localhost:8090", "flyte.acme.com/",
    "dns:///flyte.acme.com/", "https://flyte.acme.com/prefix", "https://flyte.acme.com/prefix/", "flyte.acme.com/a/b",
    "//flyte.acme.com", "///flyte.acme.com", "dns:////flyte.acme.com", "flyte.acme.com//", "dns:flyte.acme.com", "dns:/flyte.acme.com",
    "dns://flyte.acme.com", "DNS:///flyte.acme.com", "HTTPS://flyte.acme.com", "grpc://flyte.acme.com", "ftp://flyte.acme.com",
    "ipv4:127.0.0.1:80", "unix:/run/flyte", "unix:///run/flyte", "127.0.0.1", "127.0.0.1:80", "[::1]", "[::1]:80", "::1", "fe80::1%eth0",
    "[fe80::1%eth0]:80", "localhost", "localhost:8080", "LOCALHOST:8090", "localhost:8090/prefix", "flyte.acme.com?a=b", "flyte.acme.com#a",
    "https://flyte.acme.com/?a", "flyte.acme.com;a", " flyte.acme.com", "flyte.acme.com ", "flyte.acme.com\t", "fly\nte.acme.com",
    "me@flyte.acme.com", "https://me:hunter2@flyte.acme.com", "fl\u00fcte.de", "\u4f8b\u3048.jp:81", "flyte.acme.com:99999",
    "flyte.acme.com:", ":443", "/", "dns:///", "https://", "a,b", "a:1,b:2", "<your-host>", "${HOST}", "a_b", "a//b", "a/b://c", "://a",
    "dns:///dns:///a", "dns:///https://a", "https://dns:///a", "https://https://a", "a\\b", "a%2fb", "\u2100.com", "a\u3002b", "%",
]

SCOPE = {"project": "my project", "domain": "development"}
PAGES: list[Json] = [
    {"method": "run_url", "arguments": {**SCOPE, "run_name": "r1"}},
    {"method": "run_url", "arguments": {"project": "a/b", "domain": "c?d", "run_name": "e#f"}},
    *(
        {"method": "action_url", "arguments": {**SCOPE, "run_name": "r1", "action_name": name}}
        for name in ["a0", "", "a/b c", "a!b*c'd(e)f~g-h_i.j", "\u00fc\U0001f600", "a+b&c=d%e"]
    ),
    {"method": "tracked_run_url", "arguments": {**SCOPE, "run_name": "r1"}},
    {"method": "app_url", "arguments": {**SCOPE, "app_name": "app"}},
    {"method": "task_url", "arguments": {**SCOPE, "task_name": "env.task"}},
    {"method": "artifact_url", "arguments": {**SCOPE, "name": "model"}},
    {"method": "trigger_url", "arguments": {**SCOPE, "task_name": "env.task", "trigger_name": "daily"}},
]

PLAIN = [
    "flyte.acme.com:my-app:hunter2:acme", "flyte.acme.com:my-app:hunter2:", "flyte.acme.com:my-app:hunter2:None", ":::", "a:b:c:d:e",
    "flyte.acme.com:my-app:hunter2", "flyte.acme.com", "", "dns:///flyte.acme.com:my-app:hunter2:acme",
    "flyte.acme.com:443:my-app:hunter2:acme", "flyte.acme.com/:a:b:c", "fl\u00fcte.de:\u00fc:\u00e4:\u00f6", "a:b:c:\n", "a:b:c: None",
]
GOOD = base64.b64encode(PLAIN[0].encode()).decode()
KEYS = [
    *(base64.b64encode(text.encode()).decode() for text in PLAIN),
    *(GOOD[:length] for length in range(len(GOOD) - 6, len(GOOD))),
    GOOD + "=", GOOD + "====", GOOD + "AAAA", "=" + GOOD, GOOD[:8] + "=" + GOOD[8:], GOOD[:9] + "==" + GOOD[9:], GOOD[:10] + "==" + GOOD[10:],
    f" {GOOD}\n", GOOD[:7] + "\u00fc" + GOOD[7:], GOOD[:7] + "-_" + GOOD[7:], f'"{GOOD}"', "\ud800" + GOOD, "not base64", "=", "==", "A", "A=",
    base64.urlsafe_b64encode("a:b:\u00ff\u00fe\u00ff:d".encode()).decode(), base64.b64encode(b"a:b:\xff:d").decode(),
    base64.b64encode(b"\xef\xbb\xbfa:b:c:d").decode(), "YTpiOmM6ZA", "YTpiOmM6ZA=", "YTpiOmM6ZA==", "YTpiOmM6ZB==", "YTpiOmM6ZA==YTpiOmM6ZA==",
]

CONSOLES: list[Json] = [
    {"endpoint": endpoint, "insecure": insecure, "console_endpoint": console, "page": None}
    for endpoint in ["flyte.acme.com", "flyte.acme.com:8089", "localhost:30080", "localhost:8090", "[::1]:80"]
    for insecure in [False, True]
    for console in [None, "", "https://console.acme.com", "console.acme.com/"]
] + [
    {"endpoint": "flyte.acme.com", "insecure": False, "console_endpoint": None, "page": {**scope, **page}}
    for scope in [SCOPE, {"project": "a/b", "domain": "c?d"}]
    for page in [
        {"execution": "f1"},
        *({"kind": kind, "name": "app.main", "version": "v 1"} for kind in ["TASK", "WORKFLOW", "LAUNCH_PLAN"]),
    ]
]


def record() -> None:
    endpoints = [{"endpoint": endpoint, "insecure": insecure} for endpoint in ENDPOINTS for insecure in [False, True]]
    questions = {"endpoints": endpoints, "pages": PAGES, "api_keys": [{"key": key} for key in KEYS]}
    answers = ask(FLYTE, "endpoints_flyte", questions)
    consoles = ask(NEWEST, "endpoints_flytekit", CONSOLES)
    golden = {"flyte": FLYTE.version, "flytekit": NEWEST.version}
    for name, cases in questions.items():
        golden[name] = [{**case, **answer} for case, answer in zip(cases, answers[name])]
    golden["consoles"] = [{**case, **answer} for case, answer in zip(CONSOLES, consoles)]
    write("endpoints.json", render(golden))
