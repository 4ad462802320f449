"""A manager opens the summary of the last quarter: it counts every row of those days."""

from itertools import repeat

TITLE, WHO = "summary of a quarter", "lead"


def requests(world):
    yield from repeat((f"/summary/?period={world.quarter}", None))
