"""The keys of one search leave one line in the trail, not one each."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from hashlib import blake2b
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.utils.crypto import salted_hmac

from alongside.casework.people.finding.asking import SHORTEST
from alongside.casework.people.matching import plain
from alongside.foundation.clock import now

RUNNING = "search_that_goes_on"
LASTS = 120  # seconds from its first letters
LOOKS = 20  # results of one search, while its words are typed and mended
SHARED = 3  # letters that stay where one of them is mended
TAKEN_OUT, NEW = 1, 2  # a letter, with no other in its place yet; one that was not there before
BETWEEN_NUMBERS = re.compile(r"[^\d ()./+-]+")


def goes_on(session: SessionBase, box: str, words: str) -> bool:
    """Whether these words are still the search that began in this box: they grow or shrink, or
    one letter of them was mended, once. The window remembers digests that only this box can make;
    its name stands in the page alone, so that of the words nothing is kept. Where it is in doubt it
    is another search: too many lines are safe, too few are not."""
    typed, at = Typed.of(box, words), int(now().timestamp())
    before: dict[str, Any] = session.get(RUNNING, {})
    if box and "typed" in before and 0 <= at - before["since"] < LASTS and before["looks"] < LOOKS:
        so_far = Typed(**before["typed"])
        if typed.goes_on_from(so_far):
            told = {"looks": before["looks"] + 1, "typed": asdict(typed.added_to(so_far))}
            session[RUNNING] = before | told
            return True
    session[RUNNING] = {"typed": asdict(typed), "since": at, "looks": 1}
    return False


@dataclass(frozen=True)
class Typed:
    """The longest that was typed so far: a digest of each beginning and each end of its letters,
    and of each beginning of its digits; and what of it was mended."""

    box: str
    starts: list[str]
    ends: list[str]
    digits: list[str]
    numbers: int = 0
    mended: int = 0

    @classmethod
    def of(cls, box: str, words: str) -> "Typed":
        """Case and spaces aside, and digits as the search reads them."""
        key = salted_hmac(RUNNING, box).digest()
        read = plain(words)
        letters = re.findall(r"[^\d\s]", read)
        runs = [re.sub(r"\D", "", run) for run in BETWEEN_NUMBERS.split(read)]
        digits = " ".join(run for run in runs if run)
        ends = list(_beginnings(reversed(letters), key))
        starts = list(_beginnings(letters, key))
        numbers = sum(len(run) >= SHORTEST for run in runs)
        return cls(_digest(key, "box"), starts, ends, list(_beginnings(digits, key)), numbers)

    def goes_on_from(self, before: "Typed") -> bool:
        """A number is never mended: the next one is another number. Of two, a sign more or less
        decides which is looked for. A second letter mended would lead from name to name."""
        if self.box != before.box or self.numbers > 1:
            return False
        digits = _grown(before.digits, self.digits)
        letters = _grown(before.starts, self.starts)
        if digits is None:
            return False
        if letters is None:
            return digits == 0 and self._mended(before) > before.mended
        return letters * digits >= 0

    def added_to(self, before: "Typed") -> "Typed":
        """Who takes letters away and types others looks for somebody else."""
        grown = _grown(before.starts, self.starts)
        letters = before if grown == -1 else self
        digits = before if _grown(before.digits, self.digits) == -1 else self
        mended = self._mended(before) if grown is None else before.mended
        return replace(
            self, starts=letters.starts, ends=letters.ends, digits=digits.digits, mended=mended
        )

    def _mended(self, before):
        """How, or 0 where these are other words."""
        start = _in_common(before.starts, self.starts)
        whole = max(len(before.starts), len(self.starts)) - 1
        if start + _in_common(before.ends, self.ends) >= whole >= SHARED:
            return TAKEN_OUT if len(before.starts) > len(self.starts) else NEW
        return NEW if len(before.starts) > len(self.starts) == start + 1 > SHARED else 0


def _beginnings(signs: Iterable[str], key: bytes) -> Iterator[str]:
    so_far = ""
    for sign in signs:
        so_far += sign
        yield _digest(key, f"typed {so_far}")


def _digest(key, words):
    return blake2b(words.encode(errors="surrogatepass"), key=key, digest_size=6).hexdigest()


def _grown(before: list[str], after: list[str]) -> int | None:
    """1 where there is more of it, -1 where there is less, 0 for the same, None for another."""
    shorter = min(len(before), len(after))
    if before[:shorter] != after[:shorter]:
        return None
    return (len(after) > shorter) - (len(before) > shorter)


def _in_common(before, after):
    return next(
        (n for n, (one, other) in enumerate(zip(before, after, strict=False)) if one != other),
        min(len(before), len(after)),
    )
