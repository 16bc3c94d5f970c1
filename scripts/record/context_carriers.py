"""Records context_carriers.json: what real programs print that has a context in it.

Needs buildah, podman, docker (the client) and kubectl beside what the other areas need. kubectl talks to a server that
has two pods, docker to podman. Identifiers, times and paths are replaced, since they differ each time.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from record.asking import Json, ask, clean_environment, render, write
from record.environments import FLYTE, NEWEST

ENVIRONMENTS = (NEWEST, FLYTE)

VARIABLE = "_F_SS_C"
VOLATILE = (
    (r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?( ?(Z|[+-]\d\d:?\d\d|UTC))*", "2026-01-01T00:00:00Z"),
    (r"\b[0-9a-f]{64}\b", "0" * 64),
    (r"\b[0-9a-f]{12}\b", "0" * 12),
    (r"/proc/\d+/", "/proc/1/"),
)


def output(command: str, environment: dict[str, str]) -> str:
    """What a shell command prints."""
    finished = subprocess.run(["bash", "-c", command], capture_output=True, env=environment)
    if finished.returncode != 0:
        raise SystemExit(f"{command}\nfailed:\n{finished.stderr.decode()}")
    return finished.stdout.decode()


# --- shells ------------------------------------------------------------------------------------------------------------

SHELLS = {
    "env": "env",
    "env -0": "env -0",
    "printenv with its name": f"printenv {VARIABLE}",
    "/proc/PID/environ": "cat /proc/self/environ",
    "export -p of sh": "sh -c 'export -p'",
    "export -p of bash": "export -p",
    "set of bash": "set | grep -v '^BASH\\|^PPID'",
    "os.environ of Python": "python3 -c 'import os; print(os.environ)'",
    "os.environ of Python as JSON": "python3 -c 'import json, os; print(json.dumps(dict(os.environ)))'",
    "env in lines of 76": f"env | grep ^{VARIABLE} | fold -w 76; echo; echo HOME=/root",
    "base64 in lines of 76": f"printenv {VARIABLE} | base64 -d | base64",
    "export with quotes of Python": "python3 -c 'import os, shlex; print(\"export %s=%s\" % "
    f'("{VARIABLE}", shlex.quote(os.environ["{VARIABLE}"])))\'',
}


def of_shells(context: str) -> dict[str, str]:
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/root", VARIABLE: context, "X": "a b=c\n{d}"}
    return {name: output(command, environment) for name, command in SHELLS.items()}


# --- kubectl -----------------------------------------------------------------------------------------------------------

PODS = "/api/v1/namespaces/default/pods"
RESOURCES: Json = {
    "kind": "APIResourceList",
    "groupVersion": "v1",
    "resources": [{"name": "pods", "singularName": "pod", "namespaced": True, "kind": "Pod", "verbs": ["get", "list"]}],
}


def pod(name: str, context: str) -> Json:
    """A pod of a task: Flyte's annotations, an init container, and variables from elsewhere."""
    env: list[Json] = [
        {"name": "FLYTE_INTERNAL_PROJECT", "value": "flytesnacks"},
        {"name": "POD_NAME", "valueFrom": {"fieldRef": {"apiVersion": "v1", "fieldPath": "metadata.name"}}},
        {"name": VARIABLE, "value": context},
        {"name": "LOG_LEVEL", "value": "20"},
    ]
    image = "ghcr.io/acme/app:v1"
    applied = {"spec": {"containers": [{"name": name, "image": image, "env": env}]}}
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {
            "name": name,
            "namespace": "default",
            "annotations": {
                "cluster-autoscaler.kubernetes.io/safe-to-evict": "false",
                "kubectl.kubernetes.io/last-applied-configuration": json.dumps(applied) + "\n",
            },
            "labels": {"project": "flytesnacks", "task-name": "tuning-sweep"},
        },
        "spec": {
            "initContainers": [{"name": "init", "image": image, "env": env}],
            "containers": [{"name": name, "image": image, "args": ["pyflyte-execute"], "env": env}],
            "restartPolicy": "Never",
        },
        "status": {"phase": "Running"},
    }


@contextmanager
def cluster(pods: dict[str, Json]) -> Iterator[str]:
    """The URL of a server that answers what kubectl asks about pods."""
    answers = {
        "/api": {"kind": "APIVersions", "versions": ["v1"]},
        "/apis": {"kind": "APIGroupList", "groups": []},
        "/api/v1": RESOURCES,
        PODS: {"apiVersion": "v1", "kind": "PodList", "metadata": {"resourceVersion": "1"}, "items": [*pods.values()]},
        **{f"{PODS}/{name}": value for name, value in pods.items()},
    }

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = answers.get(self.path.split("?")[0])
            self.send_response(404 if answer is None else 200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(answer or {"kind": "Status", "status": "Failure", "code": 404}).encode())

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


def of_kubectl(context: str, scratch: Path) -> dict[str, str]:
    commands = {
        "kubectl get pod -o json": "$K get pod a -o json",
        "kubectl get pod -o yaml": "$K get pod a -o yaml",
        "kubectl get pods -o json": "$K get pods -o json",
        "kubectl get pods -o yaml": "$K get pods -o yaml",
        "kubectl get pod -o yaml, twice": "$K get pod a -o yaml; echo ---; $K get pod b -o yaml",
        "kubectl get pod -o json, twice": "$K get pod a -o json; $K get pod b -o json",
        "kubectl get pod -o jsonpath, the list": "$K get pod a -o jsonpath='{.spec.containers[0].env}'",
        "kubectl get pod -o jsonpath, the value": "$K get pod a -o jsonpath='{.spec.containers[0].env[2].value}'",
        "kubectl describe pod": "$K describe pod a",
        "kubectl set env --list": "$K set env pod/a --list",
        "kubectl create configmap": f"$K create configmap c --from-literal={VARIABLE}={context} --dry-run=client -o yaml",
    }
    with cluster({name: pod(name, context) for name in "ab"}) as url:
        kubectl = f"kubectl --server={url} --cache-dir={scratch}/cache"
        environment = {**clean_environment(scratch), "K": kubectl, "KUBECONFIG": os.devnull}
        return {name: output(command, environment) for name, command in commands.items()}


# --- containers --------------------------------------------------------------------------------------------------------


@contextmanager
def podman_service(environment: dict[str, str], socket: Path) -> Iterator[None]:
    service = subprocess.Popen(
        ["bash", "-c", f"exec $P system service --time 0 unix://{socket}"], env=environment, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(100):
            if socket.exists():
                break
            time.sleep(0.1)
        yield
    finally:
        service.terminate()
        service.wait()


def of_containers(context: str, scratch: Path) -> dict[str, str]:
    directory = scratch / "image"
    directory.mkdir()
    lines = ["FROM scratch", "ENV HOME=/root", f"ENV {VARIABLE}={context}", "COPY Dockerfile /", 'CMD ["/x"]']
    (directory / "Dockerfile").write_text("\n".join(lines) + "\n")
    stores = f"--storage-driver vfs --root {scratch}/data --runroot {scratch}/run"
    environment = {
        **clean_environment(scratch),
        "B": f"buildah {stores}",
        "P": f"podman {stores} --cgroup-manager cgroupfs --events-backend file --runtime crun",
        "DOCKER_HOST": f"unix://{scratch}/socket",
    }
    output(f"$B bud --quiet --isolation chroot --timestamp 0 -t carrier {directory}", environment)
    # The order of several variables is any.
    output(f"$P create --network none --name carrier --unsetenv-all --env {VARIABLE}={context} carrier", environment)
    commands = {
        "buildah inspect": "$B inspect --type image carrier",
        "podman image inspect": "$P image inspect carrier",
        "podman inspect": "$P inspect carrier",
        "podman inspect --format, the list": "$P inspect --format '{{.Config.Env}}' carrier",
        "podman inspect --format json": "$P inspect --format '{{json .Config.Env}}' carrier",
        "docker inspect": "docker inspect carrier",
        "docker image inspect": "docker image inspect localhost/carrier:latest",
        "docker history": "docker history --no-trunc localhost/carrier:latest",
    }
    with podman_service(environment, scratch / "socket"):
        return {name: output(command, environment) for name, command in commands.items()}


def steady(text: str, scratch: Path) -> str:
    text = text.replace(str(scratch), "/scratch")
    for pattern, replacement in VOLATILE:
        text = re.sub(pattern, replacement, text)
    return text


def record() -> None:
    serialized = ask(NEWEST, "flytekit_carriers", None)
    context = serialized["context"]
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        printed = {
            **serialized["carriers"],
            **ask(FLYTE, "flyte2_carriers", context),
            **of_shells(context),
            **of_kubectl(context, scratch),
            **of_containers(context, scratch),
        }
    carriers = [{"name": name, "text": steady(text, scratch)} for name, text in printed.items()]
    write("context_carriers.json", render({"context": context, "carriers": carriers}))
