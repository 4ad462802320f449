"""A worker opens all that happened in a case."""

from itertools import cycle

TITLE, WHO = "chronology", "worker"


def requests(world):
    for case in cycle(world.cases):
        yield f"/cases/{case}/chronology/", None
