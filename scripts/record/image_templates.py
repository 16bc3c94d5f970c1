"""Records image_templates.json: the images that templates of tasks stand for."""

from __future__ import annotations

from record.asking import ask, render, write
from record.environments import NEWEST

ENVIRONMENTS = (NEWEST,)


def record() -> None:
    write("image_templates.json", render(ask(NEWEST, "flytekit_image_templates", None)))
