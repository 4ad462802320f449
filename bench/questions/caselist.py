"""A worker opens the list of those she supports."""

from itertools import repeat

TITLE, WHO = "case list", "worker"


def requests(world):
    yield from repeat(("/cases/", None))
