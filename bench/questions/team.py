"""A senior worker opens the board of her team: ten workers and what each of them has."""

from itertools import repeat

TITLE, WHO = "team board", "senior"


def requests(world):
    yield from repeat(("/team/", None))
