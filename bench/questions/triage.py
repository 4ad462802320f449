"""A senior worker opens the queue of referrals; twenty wait in every house."""

from itertools import repeat

TITLE, WHO = "triage", "senior"


def requests(world):
    yield from repeat(("/triage/", None))
