"""A senior worker follows a number of the summary to the cases of her team that it counts."""

from itertools import repeat

TITLE, WHO = "behind a number", "senior"


def requests(world):
    yield from repeat((f"/summary/behind/?period={world.quarter}&figure=contacts", None))
