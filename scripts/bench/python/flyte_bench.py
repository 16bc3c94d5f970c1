"""flyte's times on the images of samples_flyte2.ts: one JSON object per line in, one out, with `result` and `us`, the
microseconds of one of `n` calls.

    {"op": "made", "sample": object, "steps": list, "n": 20}     making the image, and its uri
    {"op": "uri", "sample": object, "steps": list, "n": 20}      its uri alone
    {"op": "tree", "sample": object, "root": path, "n": 1}       making an image with the files of a directory, and its uri
"""

from __future__ import annotations

from pathlib import Path

from timing import Reply, Request, named, prepare, serve, timed

REPLIES = prepare(__name__ == "__main__", "FLYTE", "_F_", "_U_", "UCTL")

import flyte  # noqa: E402
from flyte import Image  # noqa: E402


def made(request: Request) -> Reply:
    return timed(request, lambda: make(request).uri)


def uri(request: Request) -> Reply:
    image = make(request)
    return timed(request, lambda: uri_again(image))


def tree(request: Request) -> Reply:
    sample, root = request["sample"], Path(request["root"])
    base = Image.from_base(sample["base"]).clone(name=sample["name"], extendable=True)
    return timed(request, lambda: base.with_source_folder(root).uri)


def make(request: Request) -> Image:
    sample = request["sample"]
    image = Image.from_base(sample["base"]).clone(
        registry=sample["registry"], name=sample["name"], extendable=True
    )
    for step in request["steps"]:
        if "pip" in step:
            image = image.with_pip_packages(
                *step["pip"], index_url=step.get("indexUrl"), pre=step.get("pre", False)
            )
        elif "apt" in step:
            image = image.with_apt_packages(*step["apt"])
        elif "env" in step:
            image = image.with_env_vars(step["env"])
        elif "workdir" in step:
            image = image.with_workdir(step["workdir"])
        else:
            secret = step.get("secret")
            secrets = None if secret is None else flyte.Secret(key=secret)
            image = image.with_commands(step["commands"], secret_mounts=secrets)
    return image


def uri_again(image: Image) -> str:
    # flyte keeps it.
    image.__dict__.pop("uri", None)
    return image.uri


serve(named(made, uri, tree), REPLIES)
