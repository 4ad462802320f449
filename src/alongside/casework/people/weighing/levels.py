"""In what two people agree, and how far: names, birth date, number, mailbox and place.

Nothing is read from anywhere here. What is missing on one side says nothing, for or against."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rapidfuzz.distance import OSA, JaroWinkler

Words = tuple[str, ...]
Agreement = dict[str, str]

SAME, DIFFERENT = "same", "different"
OF_NAMES = (SAME, "another", "part", "near", "alike", DIFFERENT)
LEVELS: dict[str, tuple[str, ...]] = {  # from the nearest to the farthest
    "given": OF_NAMES,
    "family": OF_NAMES,
    "birth": (SAME, "swapped", "slip", "year", DIFFERENT),
    "number": (SAME, "near", DIFFERENT),
    "mail": (SAME, "near", DIFFERENT),
    "place": (SAME, "alike", "part", "area", DIFFERENT),
}
SOUNDS_ALIKE = 0.88  # Jaro-Winkler
SHORTEST = 3  # letters; of shorter words one letter apart is another word
NEARLY_ALL, MOST, HALF = 0.8, 0.6, 0.4  # of the words of the shorter address
DISTRICT = 3  # the signs that a postcode has behind its district


@dataclass(frozen=True)
class Known:
    """What of one person can be weighed, folded so that writing does not matter."""

    given: Words = ()
    family: Words = ()
    others: frozenset[Words] = frozenset()
    born: date | None = None
    numbers: frozenset[str] = frozenset()
    mails: frozenset[str] = frozenset()
    address: Words = ()
    postcode: str = ""


def agreement(one: Known, two: Known) -> Agreement:
    """By field, how far the two agree; without the fields of which one of them tells nothing."""
    found = _names(one, two) | {
        "birth": _birth(one.born, two.born),
        "number": _nearest(one.numbers, two.numbers),
        "mail": _nearest(one.mails, two.mails),
        "place": _place(one, two),
    }
    return {name: level for name, level in found.items() if level is not None}


def _names(one, two):
    """Straight or crossed, whichever is nearer: a form is often filled in the other way round."""
    own = min(_of_names(one, two), key=_how_far)
    if DIFFERENT not in own.values() or not (one.others or two.others):
        return own
    return _by_another(one, two, own)


def _of_names(one, two):
    yield {"given": _words(one.given, two.given), "family": _words(one.family, two.family)}
    if one.given and one.family and two.given and two.family:
        crossed = [_words(one.given, two.family), _words(one.family, two.given)]
        yield dict(zip(("given", "family"), sorted(crossed, key=OF_NAMES.index), strict=True))


def _by_another(one, two, own):
    """A whole name of the one is a whole name of the other, and not both are the usual one: it is
    said of whatever does not agree by itself."""
    whole = [{tuple(sorted(name)) for name in _whole(each)} for each in (one, two)]
    if not whole[0] & whole[1]:
        return own
    return {name: "another" if level == DIFFERENT else level for name, level in own.items()}


def _whole(known):
    every = ((*known.given, *known.family), *known.others)
    return [name for name in every if len(name) > 1]


def _how_far(levels):
    ranks = [OF_NAMES.index(level) for level in levels.values() if level is not None]
    return sum(ranks), max(ranks, default=0)


def _words(one: Words, two: Words) -> str | None:
    if not (one and two):
        return None
    if set(one) == set(two) or "".join(one) == "".join(two):
        return SAME
    if set(one) <= set(two) or set(two) <= set(one):
        return "part"
    if _one_sign_apart("".join(one), "".join(two)) or _each_is_near(one, two):
        return "near"
    return "alike" if _sound_alike(one, two) else DIFFERENT


def _one_sign_apart(one, two):
    return min(len(one), len(two)) >= SHORTEST and OSA.distance(one, two, score_cutoff=1) <= 1


def _each_is_near(one, two):
    """Each word of the shorter name is, but for a letter, one of the longer."""
    pairs = [(one, two), (two, one)]
    return any(_covers(a, b) for a, b in pairs if len(a) <= len(b))


def _covers(few, many):
    return all(any(a == b or _one_sign_apart(a, b) for b in many) for a in few)


def _sound_alike(one, two):
    if set(one) & set(two) or _is_initial(one, two) or _is_initial(two, one):
        return True
    return JaroWinkler.similarity("".join(one), "".join(two)) >= SOUNDS_ALIKE


def _is_initial(one, two):
    return len(one[0]) == 1 and two[0].startswith(one[0])


def _birth(one, two):
    if not (one and two):
        return None
    if one.year == two.year and any((day.month, day.day) == (1, 1) for day in (one, two)):
        return "year"  # the first of January stands for a year of which the day is not known
    if one == two:
        return SAME
    if (one.year, one.month, one.day) == (two.year, two.day, two.month):
        return "swapped"
    if OSA.distance(f"{one:%Y%m%d}", f"{two:%Y%m%d}", score_cutoff=1) <= 1:
        return "slip"
    return "year" if one.year == two.year else DIFFERENT


def _nearest(one: Iterable[str], two: Iterable[str]) -> str | None:
    """Of all numbers or mailboxes the two that are nearest."""
    mine, theirs = set(one), set(two)
    if not (mine and theirs):
        return None
    if mine & theirs:
        return SAME
    near = any(OSA.distance(a, b, score_cutoff=1) <= 1 for a in mine for b in theirs)
    return "near" if near else DIFFERENT


def _place(one, two):
    """By the words of both addresses, by both postcodes, or by whichever of these are told."""
    codes = bool(one.postcode and two.postcode)
    if not (codes or (one.address and two.address)):
        return None
    shared = _shared(one.address, two.address) if one.address and two.address else 0.0
    one_code = codes and one.postcode == two.postcode
    if shared >= NEARLY_ALL:
        return SAME
    if shared >= MOST or (one_code and shared >= HALF):
        return "alike"
    if one_code or shared >= HALF:
        return "part"
    return "area" if codes and _one_area(one.postcode, two.postcode) else DIFFERENT


def _shared(one, two):
    """The part of the shorter address that stands in the longer; a house number has to be it."""
    few, many = sorted((set(one), set(two)), key=lambda words: (len(words), sorted(words)))
    return sum(any(_one_word(a, b) for b in many) for a in few) / len(few)


def _one_word(one, two):
    if one.isdigit() or two.isdigit():
        return one == two
    return one == two or _one_sign_apart(one, two)


def _one_area(one, two):
    long = min(len(one), len(two)) > DISTRICT + 1
    return (long and one[:-DISTRICT] == two[:-DISTRICT]) or OSA.distance(
        one, two, score_cutoff=1
    ) <= 1
