"""The keys of one search leave one line in the trail, not one each."""

from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.utils.crypto import salted_hmac

from alongside.foundation.clock import now

RUNNING = "search_that_goes_on"
LASTS = 120  # seconds from its first letters
LOOKS = 20  # results of one search, while its words are typed and mended
BEGINNING = 2  # letters that stay the same as long as it is one search


def goes_on(session: SessionBase, box: str, words: str) -> bool:
    """Whether these words are still the search that began in this box. The window remembers when
    that was, how often it was answered and a digest of the first letters; of the words nothing.
    Where it is in doubt it is another search: too many lines are safe, too few are not."""
    begins, at = _beginning(box, words), int(now().timestamp())
    before: dict[str, Any] = session.get(RUNNING, {})
    same = bool(box) and before.get("begins") == begins
    if same and 0 <= at - before["since"] < LASTS and before["looks"] < LOOKS:
        session[RUNNING] = before | {"looks": before["looks"] + 1}
        return True
    session[RUNNING] = {"begins": begins, "since": at, "looks": 1}
    return False


def _beginning(box, words):
    letters = "".join(words.casefold().split())[:BEGINNING]
    return salted_hmac(RUNNING, f"{box} {letters}").hexdigest()[:32]
