"""A worker opens Today: whom to ring while it is safe, and what is due."""

from itertools import repeat

TITLE, WHO = "Today", "worker"


def requests(world):
    yield from repeat(("/today/", None))
