"""People of a whole service, drawn by lot: names in their scripts, what happened, how to call."""

import re
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

from alongside.demo.local import as_told_in
from alongside.demo.stories import DATA, Story, read_service
from alongside.demo.wording import cast_of, filled
from alongside.foundation.clock import today
from alongside.foundation.packs.loader import pack

SEED = "a service of two years"
YEARS = 2
LONGEST_AGO, LATEST = 365 * YEARS - 4, 3  # days since a referral
CAME = {"police": 55, "self": 18, "partner": 15, "phone": 7, "other": 5}
DECLINED, HANDED_OVER = 0.11, 0.07
PRONOUNS = {"she/her": 58, "he/him": 40, "they/them": 2}
WINDOWS = {"office_hours": 4, "mornings": 3, "afternoons": 3, "lunch": 1, "two_mornings": 1}
SAY = ("{worker}", "{worker} from the library", "{worker} from the choir", "{worker}, a friend")
UNSAFE = (
    "“We want no windows”, and we end the call",
    "Says “wrong number”",
    "Hangs up, and texts when it is safe",
    "Speaks of the weather",
)
USED = re.compile(r"(?:07700 900|01632 960)\d{3}")


def invented(how_many: int) -> Iterator[Story]:
    """So many people, each the same however many come after."""
    for n in range(how_many):
        yield _story(n, Random(f"{SEED} {n}"))  # noqa: S311 - every demo alike


def by_hand() -> Iterator[Story]:
    """Those in situations that are hard to get right; the second story of one person comes
    after the first."""
    for told in read_service("hard"):
        chance = Random(f"{SEED} {told['lot']}")  # noqa: S311
        lost = {"lost": told["lost"]} if "lost" in told else {}
        story = told | {"cast": cast_of(told, chance) | lost}
        yield story
        if again := told.get("again"):
            yield story | again | {"lot": f"{told['lot']}-2", "joins": True, "again": None}


def _story(n, chance):
    crime = _by_weight(
        {name: one["share"] for name, one in read_service("happenings").items()}, chance
    )
    about = read_service("happenings")[crime]
    story = (
        _named(chance)
        | _lives(n, chance)
        | {
            "crime": crime,
            "danger": _by_weight(about["danger"], chance),
            "came": _by_weight(CAME, chance),
            "received": chance.randrange(LATEST, LONGEST_AGO),
            "client_kind": chance.choice(about.get("kinds", ["harmed"] * 9 + ["witness"])),
            "lasts": chance.randint(*about["lasts"]),
            "lot": n,
        }
    )
    born = today().year - chance.randint(*about["ages"])
    story["born"] = today().replace(
        year=born, month=chance.randint(1, 12), day=chance.randint(1, 28)
    )
    story["crime_days"] = story["received"] + _by_weight({1: 4, 3: 4, 8: 3, 25: 2, 90: 1}, chance)
    if crime == "child_sexual_abuse":
        story["client_kind"] = "child"
    story["cast"] = cast_of(story, chance)
    story["happened"] = _said(chance.choice(about["happened"]), story, chance)
    story["safety_word"] = _said(chance.choice(read_service("cast")["safety_words"]), story, chance)
    senders = read_service("cast")["senders"].get(story["came"])
    story["sender"] = _said(chance.choice(senders), story, chance) if senders else ""
    if chance.random() < DECLINED:
        story["declined"] = chance.choice(read_service("cast")["declined"])
    return story


def _said(words, story, chance):
    told = filled(words, story["cast"], chance)
    return told[:1].upper() + told[1:]


def _named(chance):
    """A name in Latin letters and, where the language has another script, in that one too."""
    banks = read_service("people")
    bank = banks[_by_weight({n: one["share"] for n, one in enumerate(banks)}, chance)]
    pronouns = _by_weight(PRONOUNS, chance)
    gender = {"she/her": "she", "he/him": "he"}.get(pronouns) or chance.choice(("she", "he"))
    given = _written(chance.choice(bank[gender]))
    hers, _bar, his = chance.choice(bank["family"]).partition("/")
    family = _written(his if his and gender == "he" else hers)
    relatives = {one: _written(chance.choice(bank[one]))[0] for one in ("she", "he")}
    named = {"known_as": given[0], "pronouns": pronouns, **relatives, **_speaks(bank, chance)}
    latin, own = (given[0], family[0]), (given[1], family[1])
    if latin != own and chance.random() < 0.4:
        latin, own = own, latin
    named |= {"given_names": latin[0], "family_name": latin[1]}
    return named | ({"spellings": " ".join(own)} if latin != own else {})


def _written(name):
    latin, _bar, own = name.partition("|")
    return latin, own or latin


def _speaks(bank, chance):
    language = bank["language"]
    if language in ("English", "Welsh"):
        return {"languages": ", ".join(dict.fromkeys((language, "English")))}
    if chance.random() < 0.6:
        return {"languages": f"{language}, English"}
    avoid = chance.choice(("", "", "Nobody from the same village", "No men, please"))
    return {
        "languages": f"{language}, some English",
        "interpreter": "yes",
        "interpreter_plan": f"{language}, the same person each time",
        "interpreter_avoid": avoid,
        "reads": chance.choice((language, language, "Reads little; read it aloud")),
    }


def _lives(n, chance):
    at = read_service("cast")["address"]
    flat = f"Flat {chance.randrange(1, 12)}, " if chance.random() < 0.35 else ""
    street = f"{chance.randrange(1, 140)} {chance.choice(at['streets'])}"
    code = (
        f"ZZ9 {chance.randrange(1, 10)}{chance.choice('ABDEFGHJLN')}{chance.choice('PQRSTUWXYZ')}"
    )
    return {
        "address": f"{flat}{street}, {chance.choice(at['towns'])}",
        "postcode": as_told_in(pack().calendar.country, code).strip('"'),
        "address_class": _by_weight({"not_asked": 4, "open": 4, "withheld": 3}, chance),
        "points": _points(n, chance),
    }


def _points(n, chance):
    mobile, landline = _free_numbers()
    point: dict[str, Any] = {"kind": "mobile", "value": mobile[n % len(mobile)], "state": "safe"}
    if chance.random() < 0.2:
        point |= {"kind": "landline", "value": landline[n % len(landline)]}
    point |= {
        "windows": _by_weight(WINDOWS, chance),
        "voicemail": chance.choice(("no", "no", "yes", "unknown")),
        "say": chance.choice(SAY),
    }
    if chance.random() < 0.4:
        point["if_not_safe"] = chance.choice(UNSAFE)
    return [point]


@cache
def _free_numbers():
    """Those of the ranges kept free for drama that nobody has whose story is written by hand."""
    files = [path.read_text("utf-8") for path in DATA.glob("**/*.yaml")]
    taken = {number for text in files for number in USED.findall(text)}
    country = pack().calendar.country
    ranges = [[f"{start}{n:03}" for n in range(1000)] for start in ("07700 900", "01632 960")]
    free = [[one for one in numbers if one not in taken] for numbers in ranges]
    for numbers in free:
        Random(SEED).shuffle(numbers)  # noqa: S311
    return [[as_told_in(country, number) for number in numbers] for numbers in free]


def _by_weight(weights: dict[Any, int], chance: Random) -> Any:
    return chance.choices(list(weights), list(weights.values()))[0]
