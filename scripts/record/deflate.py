"""Records deflate.json: the data that zlib at level 9, as used by Python's gzip, returns for the bytes of recipes."""

from __future__ import annotations

import hashlib
import random
import zlib

from record.asking import lines_of, write
from record.environments import Release

ENVIRONMENTS: tuple[Release, ...] = ()

# A recipe is a list of steps that append bytes: ["noise", count, alphabet], ["copy", distance, count] or
# ["repeat", times, recipe].
Recipe = list[list]

RECIPES: list[Recipe] = [
    [],
    *([["noise", count, 256]] for count in (1, 2, 3, 4, 5, 100, 1023, 1024, 16382, 16383, 16384, 65535, 65536, 100_000)),
    *([["noise", 1, 1], ["copy", 1, count]] for count in (2, 3, 257, 258, 259, 65_536, 1_000_000)),
    *([["noise", 70_000, alphabet]] for alphabet in (2, 3, 16, 64)),
    # Matches at and around the maximum distance, and where the window moves on.
    *([["noise", distance, 256], ["copy", distance, 300]] for distance in (3, 4096, 4097, 32_505, 32_506, 32_507, 32_768)),
    *([["noise", 40_000, 4], ["noise", 25_274 + more, 256], ["copy", 32_506, 10]] for more in (-1, 0, 1)),
    # Chains that are longer than zlib follows them.
    [["noise", 6, 256], ["copy", 6, 1], ["repeat", 5000, [["noise", 3, 256], ["copy", 8, 5]]]],
    [["noise", 200, 3], ["repeat", 2500, [["noise", 1, 256], ["copy", 41, 40]]]],
    [["noise", 5, 256], ["repeat", 8000, [["noise", 2, 4], ["copy", 7, 5]]]],
    # Stored blocks among others.
    [["noise", 50_000, 256], ["copy", 20_000, 20_000], ["noise", 50_000, 256], ["noise", 50_000, 2]],
]


def random_recipe(generator: random.Random) -> Recipe:
    alphabet = generator.choice([2, 16, 64, 256])
    size = 1 + generator.randrange(generator.choice([1, 2_000, 20_000, 200_000]))
    distance = 1 + generator.randrange(min(size, generator.choice([10, 1000, 40_000])))
    steps = [
        ["noise", 1 + generator.randrange(generator.choice([3, 60])), alphabet],
        ["copy", distance, 1 + generator.randrange(generator.choice([5, 300, 2000]))],
        ["noise", generator.randrange(5), alphabet],
        ["copy", 1 + generator.randrange(size), 1 + generator.randrange(12)],
    ]
    return [["noise", size, alphabet], ["repeat", generator.randrange(200), steps]]


def cook(recipe: Recipe) -> bytes:
    """The bytes of a recipe; the noise is that of a linear congruential generator."""
    result = bytearray()
    state = 1

    def follow(steps: Recipe) -> None:
        nonlocal state
        for kind, number, more in steps:
            if kind == "repeat":
                for _ in range(number):
                    follow(more)
            elif kind == "noise":
                for _ in range(number):
                    state = (state * 1_664_525 + 1_013_904_223) % 2**32
                    result.append(state * more >> 32)
            else:
                for _ in range(more):
                    result.append(result[-number])

    follow(recipe)
    return bytes(result)


def outcome(recipe: Recipe) -> dict:
    compressor = zlib.compressobj(9, wbits=-15)
    data = compressor.compress(cook(recipe)) + compressor.flush()
    return {"recipe": recipe, "length": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def record() -> None:
    generator = random.Random(14)
    recipes = [*RECIPES, *(random_recipe(generator) for _ in range(40))]
    write("deflate.json", lines_of([outcome(recipe) for recipe in recipes]) + "\n")
