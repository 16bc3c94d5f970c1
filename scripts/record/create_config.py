"""Records create_config.json: the files that `flyte create config` of flyte 2 writes."""

from __future__ import annotations

from record.asking import ask, render, write
from record.environments import FLYTE

ENVIRONMENTS = (FLYTE,)

CASES = [
    ["--devbox"],
    ["--devbox", "--project", "forecasts", "--domain", "staging"],
    ["--endpoint", "flyte.acme.com", "--org", "acme"],
    ["--endpoint", "flyte.acme.com:8089", "--org", "acme", "--project", "1.0", "--domain", "yes"],
    ["--endpoint", "dns:///localhost:8089", "--insecure", "--builder", "local-podman", "--registry", "ghcr.io/acme"],
    ["--endpoint", "http://localhost:8089", "--insecure"],
    ["--endpoint", "acme.hosted.unionai.cloud"],
    ["--endpoint", "https://acme.hosted.unionai.cloud/", "--auth-type", "pkce"],
    ["--endpoint", "dns:///acme.hosted.unionai.cloud", "--auth-type", "headless", "--builder", "remote"],
    ["--endpoint", "acme.hosted.unionai.cloud", "--auth-type", "client-secret"],
    ["--endpoint", "acme.hosted.unionai.cloud", "--auth-type", "external-command", "--org", "it's: mine"],
    ["--local-persistence", "--local-tracked"],
]


def record() -> None:
    texts = ask(FLYTE, "flyte2_create_config", CASES)
    cases = [{"arguments": arguments, "text": text} for arguments, text in zip(CASES, texts)]
    write("create_config.json", render({"flyte": FLYTE.version, "cases": cases}))
