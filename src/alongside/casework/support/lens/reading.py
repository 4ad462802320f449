"""Reading a note as somebody would who wants to doubt it: hints, which forbid nothing."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.utils.dates import MONTHS, WEEKDAYS

from alongside.foundation.packs.loader import pack
from alongside.foundation.packs.schema import Hint, Wording

QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"\n]*\"")
NAME = re.compile(r"(?<=[\w,;:)’'”»] )[^\W\d_a-z]\w*[^\W\d_A-Z](?:[ -][^\W\d_a-z]\w+)*")
# Whose voice a part of the note is decides what can be held against it.
NOT_OURS = ("said",)
HER_WISHES = ("wishes",)


@dataclass(frozen=True)
class Flag:
    """One thing that a hostile reader would point at, where, and what to do about it."""

    part: str
    found: str
    use: str


def flags_in(note: Mapping[str, str], *, known: Collection[str]) -> list[Flag]:
    """What stands out in each part of the note. `known` are names that belong in it: hers and
    those of staff. What is quoted is hers to say; a view says that it is one."""
    wording = pack().wording
    return [flag for part, words in note.items() for flag in _in(part, words, wording, known)]


def _in(part: str, words: str, wording: Wording, known: Collection[str]) -> Iterator[Flag]:
    ours = QUOTED.sub(" ", words)
    if part not in NOT_OURS:
        for hint in wording.blame.values():
            yield from _met(part, ours, hint)
    if part not in (*NOT_OURS, *HER_WISHES, "view"):
        yield from _met(part, ours, wording.opinion)
    if part != "told":
        yield from _met(part, ours, wording.hearsay)
    for name in sorted(_names_in(words, known)):
        yield Flag(part, name, wording.name)


def _met(part: str, words: str, hint: Hint) -> Iterator[Flag]:
    for phrase in hint.avoid:
        if found := re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", words, re.IGNORECASE):
            yield Flag(part, found.group(), hint.use)


def _names_in(words, known):
    days = {str(name).casefold() for name in (*WEEKDAYS.values(), *MONTHS.values())}
    ours = {word.casefold() for name in known for word in name.split()} | days
    for found in NAME.findall(words):
        strange = [word for word in re.split("[ -]", found) if word.casefold() not in ours]
        if strange:
            yield " ".join(strange)
