"""How well somebody's card answers what was typed, and in what it does."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from rapidfuzz.distance import OSA, JaroWinkler

from alongside.casework.people.finding.asking import Asked
from alongside.casework.people.finding.letters import PARTICLES
from alongside.casework.people.finding.sounds import full_names_of, sounds_of
from alongside.casework.people.finding.tokens import BEGINNING, LONGEST

NAME, SIMILAR, ANOTHER, NUMBER = "name", "similar_name", "another_name", "number"
BORN, SWAPPED, POSTCODE, MAIL = "born", "born_swapped", "postcode", "mail"
WHY = {
    NAME: _("the name"),
    SIMILAR: _("a similar name"),
    ANOTHER: _("another name"),
    NUMBER: _("the end of a number"),
    MAIL: _("e-mail address"),
    BORN: _("birth date"),
    SWAPPED: _("birth date with day and month swapped"),
    POSTCODE: _("postcode"),
}
SHORT_FOR, BEGINS, SOUNDS_ALIKE, PARTICLE = 0.93, 0.88, 0.85, 0.2
ALIKE = 0.72  # below, two words are two names
STRANGE = 0.5  # by Jaro-Winkler: so far apart that no sound is asked for
EXACT, CLEARLY = 0.999, 0.01
UNASKED = 0.01  # for each name of hers that was not typed: namesakes in full come first
MOST_UNASKED = 10
FOUND = 0.5  # how much of what was typed has to be found in somebody's names
WEIGHT = {NUMBER: 0.5, MAIL: 0.5, BORN: 0.5, SWAPPED: 0.4, POSTCODE: 0.25}
OF_THE_YEAR = 0.1


class Ranker:
    """For one search: whatever was compared once is not compared again."""

    def __init__(self, asked: Asked):
        self.asked = asked
        self.words = [*asked.names.every]
        self.run = "".join(self.words)
        self.full_names = {word: full_names_of(word) for word in self.words}
        self.sounds = {word: sounds_of(word) for word in self.words}
        self.known: dict[tuple[str, str], float] = {}

    def rank(self, card: dict[str, Any], *, place: bool = True) -> tuple[float, tuple[str, ...]]:
        """How well it answers, from 0 up, and in what as codes of WHY; in nothing, it does not.
        Without `place` it is as if nobody knew where she lives."""
        named, why = self._named(card)
        others = self._others(card if place else card | {"postcode": ""})
        if self.words and not why and not others:
            return 0.0, ()
        if not place and self.asked.either_place_or_number and NUMBER not in others:
            return 0.0, ()
        if self.asked.mail and MAIL not in others:
            return 0.0, ()
        score = named + sum(WEIGHT[each] for each in others)
        year = card.get("born", "")[:4]
        if self.asked.year and year == str(self.asked.year):
            score += OF_THE_YEAR
        return score, (*why, *others)

    def _named(self, card):
        if not self.words:
            return 0.0, ()
        shown = [*card.get("parts", ()), *card.get("joined", ())]
        best, why = self._likeness(shown), None
        for other in card.get("others", ()):
            likeness = self._likeness(other)
            if likeness > best + CLEARLY:
                best, why = likeness, ANOTHER
        if best < FOUND:
            return 0.0, ()
        unasked = sum(part not in self.words for part in card.get("parts", ()))
        return best - UNASKED * min(unasked, MOST_UNASKED), (
            why or (NAME if best > EXACT else SIMILAR),
        )

    def _likeness(self, parts):
        """The share of what was typed that stands in these names, each word at its best."""
        if not parts:
            return 0.0
        if self.run in parts:
            return 1.0
        weights = [PARTICLE if word in PARTICLES else 1.0 for word in self.words]
        each = (max(self.alike(word, part) for part in parts) for word in self.words)
        found = sum(weight * alike for weight, alike in zip(weights, each, strict=True))
        return found / sum(weights)

    def alike(self, typed: str, part: str) -> float:
        """Two words: equal, a letter or two apart, short for the other, its beginning, or alike in
        sound."""
        if typed == part:
            return 1.0
        if (typed, part) not in self.known:
            self.known[typed, part] = self._alike(typed, part)
        return self.known[typed, part]

    def _alike(self, typed, part):
        short = bool(self.full_names[typed] & full_names_of(part))
        near = JaroWinkler.similarity(typed, part)
        if near < STRANGE:
            return SHORT_FOR if short else 0.0
        written = 0.5 * near + 0.5 * OSA.normalized_similarity(typed, part)
        if short:
            return max(written, SHORT_FOR)
        if len(typed) >= BEGINNING and part.startswith(typed):
            return max(written, BEGINS)
        if written < SOUNDS_ALIKE and self.sounds[typed] & sounds_of(part):
            return SOUNDS_ALIKE
        return written if written >= ALIKE else 0.0

    def _others(self, card):
        asked, why = self.asked, []
        ends = card.get("numbers", ())
        if asked.digits and any(end.endswith(asked.digits[-LONGEST:]) for end in ends):
            why.append(NUMBER)
        if asked.mail and any(mail.startswith(asked.mail) for mail in card.get("mails", ())):
            why.append(MAIL)
        born = card.get("born")
        if born and asked.born and born == asked.born.isoformat():
            why.append(BORN)
        elif born and asked.swapped and born == asked.swapped.isoformat():
            why.append(SWAPPED)
        if asked.postcode and card.get("postcode") == asked.postcode:
            why.append(POSTCODE)
        return why


def in_words(why: Iterable[str]) -> list[str]:
    """Why somebody was found, for the page."""
    return [str(WHY[code]) for code in why]
