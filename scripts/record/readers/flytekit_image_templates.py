"""Resolves image templates with flytekit. Part of scripts/record.py, which runs it as

    python flytekit_image_templates.py QUESTION.json ANSWER.json

inside one release's environment, in an empty directory.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Optional, Union

import flytekit
from flytekit.configuration import Image, ImageConfig
from flytekit.core.python_auto_container import get_registerable_container_image
from flytekit.image_spec import ImageSpec

SHA = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

# Images that templates name: one without a version, one that is itself a template, one with the digest of nothing.
TEMPLATE_IMAGES: dict[str, Any] = {
    "default_image": {"name": "default", "fqn": "ghcr.io/acme/app", "tag": "v1"},
    "images": [
        {"name": "default", "fqn": "ghcr.io/acme/unused", "tag": "v0"},
        {"name": "spark", "fqn": "ghcr.io/acme/spark", "digest": SHA},
        {"name": "bare", "fqn": "ghcr.io/acme/bare"},
        {"name": "empty", "fqn": "", "tag": ""},
        {"name": "odd", "fqn": "$&{{.image.spark.fqn}}", "tag": "$1"},
        {"name": "a-b_C9", "fqn": "localhost:5000/a", "tag": "b"},
        {"name": "fqn", "fqn": "named-fqn", "tag": "1"},
        {"name": "pinned", "fqn": "ghcr.io/acme/app:v2", "digest": SHA},
        {"name": "twin", "fqn": "first", "tag": "1"},
        {"name": "twin", "fqn": "second", "tag": "2"},
        {"name": "é", "fqn": "accent", "tag": "1"},
    ],
}

TEMPLATES: list[Optional[str]] = [
    None, "", " ", "ghcr.io/acme/other:v2", "untagged", "{{.image.default}}", "{{.images.default}}",
    "{{.image.default.fqn}}", "{{.image.default.version}}", "{{.image.default.fqn}}:{{.image.default.version}}",
    "{{ .IMAGE.default.fqn }}-gpu:{{\t.Images.default.version\n}}", "docker.io/acme/x:{{.image.default.version}}",
    "{{.image.spark}}", "{{.image.spark.fqn}}:{{.image.spark.version}}",
    "{{.image.spark.fqn}}@{{.image.spark.version}}",
    "{{.image.spark.fqn}}:v1-{{.image.spark.version}}", "{{.image.spark.version}}", ":{{.image.spark.version}}",
    "a:{{.image.spark.version}} b-{{.image.spark.version}} c:{{.image.spark.version}}",
    "{{.image.spark.version}} {{ .image.spark.version }}:{{.image.spark.version}}",
    "{{.image.default.fqn}}:{{.image.spark.version}}", "{{.image.spark.fqn}}:{{.image.default.version}}",
    "{{.image.bare}}", "{{.image.bare.fqn}}", "{{.image.bare.version}}", "{{.image.bare.fqn}}:{{.image.bare.version}}",
    "{{.image.empty}}", "{{.image.empty.fqn}}", "{{.image.empty.version}}", "{{.image.odd}}", "{{.image.odd.fqn}}",
    "{{.image.odd}} {{.image.spark.fqn}}", "{{.image.spark.fqn}} {{.image.odd}}", "{{.image.a-b_C9}}", "{{.image.fqn}}",
    "{{.image.fqn.fqn}}", "{{.image.pinned}}", "{{.image.pinned.fqn}}:{{.image.pinned.version}}", "{{.image.twin}}",
    "{{.image.é}}", "{{.image.missing}}", "{{.image.Default}}", "{{.image.default.FQN}}", "{{.image.default.tag}}",
    "{{.image.default.digest}}", "{{.image.spark.full}}", "{{.image.default.fqn.version}}", "{{.image.default.}}",
    "{{.image.}}", "{{.image}}", "{{.image..fqn}}", "{{image.default}}", "{.image.default}", "{{.image.default}",
    "{ {.image.default}}", "{{.image.default} }", "{{{.image.default}}}", "{{{{.image.default}}}}",
    "{{.image.{{.image.default}}}}", "{{. image.default}}", "{{.image .default}}", "{{.image.default .fqn}}",
    "{{.image.default.fqn}}{{.image.default.version}}", "{{.imagess.default}}", "{{.config.default}}",
    "{{\u3000.image.default\x1c}}", "{{\u200b.image.default}}", "{{\ufeff.image.default}}",
    "{{\xa0.image.default\x85}}",
    "{{.\u0130mage.default.fqn}} {{.\u0131mage.default.fqn}} {{.image\u017f.default.fqn}}", "{{.image.\u212a}}",
    "{{.image.default.\u017fqn}}", "{{.image.default}} and {{.image.missing}}", "{{.image.missing.wrong}}",
]

FEW = [
    None, "", "plain", "{{.image.default}}", "{{.image.main}}", "{{.image.bare.version}}", "b:{{.image.main.version}}",
]


def outcome(template: Union[str, ImageSpec, None], images: ImageConfig) -> dict[str, Any]:
    """The image, or the class of what is raised."""
    try:
        return {"result": get_registerable_container_image(template, images)}
    except Exception as error:
        return {"error": type(error).__name__}


CONFIGS: dict[str, dict[str, Any]] = {
    "all": TEMPLATE_IMAGES,
    "none": {},
    "no default": {"images": TEMPLATE_IMAGES["images"]},
    "unpinned": {"default_image": {"name": "main", "fqn": "a"}},
    "odd digest": {"default_image": {"name": "main", "fqn": "a", "digest": "odd"}},
}


def template_cases() -> list[dict[str, Any]]:
    """Every template of all images, and a few without a default image or any image."""
    return [
        {"images": name, "template": template, **outcome(template, ImageConfig.from_dict(images))}
        for name, images in CONFIGS.items()
        for template in (TEMPLATES if name == "all" else FEW)
    ]


def image_spec_template_cases() -> list[dict[str, Any]]:
    """A specification is built, unless an image is named like its id."""
    spec = ImageSpec(base_image="ghcr.io/acme/base:v1", builder="noop")
    listed = ImageConfig.create_from(Image("default", "a", "1"), [Image(spec.id, "ghcr.io/acme/built", "v2")])
    return [
        {"base_image": spec.base_image, "images": config.to_dict(), **outcome(spec, config)}
        for config in (ImageConfig(), listed)
    ]


def main(_: str, answer: str) -> None:
    golden = {
        "recorded_from": {"flytekit": flytekit.__version__},
        "configs": CONFIGS,
        "templates": template_cases(),
        "image_specs": image_spec_template_cases(),
    }
    Path(answer).write_text(json.dumps(golden))


if __name__ == "__main__":
    main(*sys.argv[1:])
