"""A worker opens a case: banner, agenda and chronology."""

from itertools import cycle

TITLE, WHO = "case page", "worker"


def requests(world):
    for case in cycle(world.cases):
        yield f"/cases/{case}/", None
