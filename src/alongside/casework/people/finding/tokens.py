"""The tokens under which somebody is found; the same ones are made of what is typed.

Classes: x a name with one letter left out, b how a longer one begins, p how it sounds, u two sounds
together in any order, k what it is short for, t4 to t7 and t the end and the whole of a number, d a
birth date, c a postcode, m an e-mail address, l what stands in it before the @."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

from alongside.casework.people.finding.letters import Parts
from alongside.casework.people.finding.sounds import full_names_of, sounds_of
from alongside.casework.people.matching import plain

SHORTEST, LONGEST = 4, 7  # digits of the end of a number that somebody may remember
BEGINNING, LONG = 4, 6  # letters; a name that is not long is met by `x` from its fourth on
DELETED_FROM = 3  # letters: what is left of a shorter name tells nobody apart
MAIL = re.compile(r"[^\s@,;:<>()]+@[^\s@,;:<>()]+")
MOST_PARTS = 12  # a field that holds a story has no more names than this


def tokens_of_name(parts: Parts) -> Iterator[str]:
    """Of one name; the words of two names make no pair."""
    for part in parts.telling[:MOST_PARTS]:
        yield from tokens_of_word(part)
    yield from tokens_of_several(parts)


def tokens_of_word(part: str) -> Iterator[str]:
    """Of one of its words: with a letter less, by what it is short for, and how it sounds."""
    yield from (f"x:{form}" for form in with_one_left_out(part))
    yield from (f"k:{full}" for full in full_names_of(part))
    yield from (f"p:{key}" for key in sounds_of(part))


def tokens_of_several(parts: Parts) -> Iterator[str]:
    """What stands beside its words, and the sounds of each two of them."""
    yield from (f"x:{part}" for part in (*parts.particles, *parts.joined)[: 2 * MOST_PARTS])
    sounds = [sounds_of(part) for part in parts.telling[:MOST_PARTS]]
    for one, other in combinations([keys for keys in sounds if keys], 2):
        yield from (f"u:{pair}" for pair in _pairs(one, other))


def _pairs(one, other):
    return {"+".join(sorted((a, b))) for a in one for b in other}


def with_one_left_out(part: str) -> set[str]:
    """The word and, where it is long enough, all that is left when one letter is left out."""
    if len(part) < DELETED_FROM:
        return {part}
    return {part, *(part[:place] + part[place + 1 :] for place in range(len(part)))}


def tokens_of_beginnings(parts: Parts) -> Iterator[str]:
    """For whoever is still typing: how each long name begins."""
    yield from (f"b:{part[:BEGINNING]}" for part in parts.telling[:MOST_PARTS] if len(part) >= LONG)


def token_of_beginning(word: str) -> str | None:
    """Of the last word that was typed; none while it could be anybody's."""
    return f"b:{word[:BEGINNING]}" if len(word) >= BEGINNING else None


def tokens_of_number(digits: str) -> Iterator[str]:
    """The ends somebody may remember, and the whole."""
    for length in range(SHORTEST, LONGEST + 1):
        if len(digits) >= length:
            yield f"t{length}:{digits[-length:]}"
    if len(digits) > LONGEST:
        yield f"t:{digits}"


def token_of_end(digits: str) -> str:
    """Of what was typed of a number: as much of its end as tells."""
    length = min(len(digits), LONGEST)
    return f"t{length}:{digits[-length:]}"


def mails_in(values: Iterable[str]) -> Iterator[str]:
    """Every e-mail address in these lines, folded."""
    for value in values:
        yield from MAIL.findall(plain(value))


def tokens_of_mail(mail: str) -> tuple[str, str]:
    """The whole, for whoever came in, and what stands before the @, for whoever still types."""
    return f"m:{mail}", token_of_mailbox(mail)


def token_of_mailbox(mail: str) -> str:
    return f"l:{mail.partition('@')[0]}"


def token_of_birth(born: date) -> str:
    return f"d:{born.isoformat()}"


def token_of_postcode(written: str) -> str:
    return f"c:{bare_postcode(written)}"


def bare_postcode(written: str) -> str:
    """Without spaces and signs, whatever its case."""
    return re.sub(r"[\W_]", "", plain(written))


def digits_of(values: Iterable[str]) -> Iterator[str]:
    """Every number in these lines that is long enough to be looked for by its end."""
    for value in values:
        for run in re.findall(r"\d[\d ().+/-]*", plain(value)):
            digits = re.sub(r"\D", "", run)
            if len(digits) >= SHORTEST:
                yield digits
