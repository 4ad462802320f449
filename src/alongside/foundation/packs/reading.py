"""A pack is read from its files, and checked as a whole; what does not fit is refused."""

import re
from pathlib import Path
from zoneinfo import available_timezones

import holidays
from yaml import Node, ScalarNode

from alongside.foundation.packs import nodes
from alongside.foundation.packs.asking import asked_in
from alongside.foundation.packs.layers import PAGES, chain_of, head_of, laid_over
from alongside.foundation.packs.nodes import entries, parts, refuse, text
from alongside.foundation.packs.returning.reading import returning_in
from alongside.foundation.packs.schema import (
    COUNTS_DAYS,
    NAME,
    STATUSES,
    Calendar,
    Clock,
    Event,
    Fact,
    Formats,
    Hint,
    KeptFor,
    Listening,
    Pack,
    Phone,
    SafeContactRules,
    Step,
    Way,
    Word,
    Wording,
)
from alongside.foundation.packs.working_day.reading import working_day_in

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FACT = ("status", "source", "checked_on")


def read_pack(folder: Path, name: str, language: str = "") -> Pack:
    """The pack of that name, merged along `extends`; a PackError says what to mend, and where."""
    chain = chain_of(folder, name, language)
    pages = {page: laid_over(chain, page, folder / name) for page in PAGES}
    head = head_of(chain[name]["pack"])
    terms = {code: text(node) for code, node in entries(pages["terms"]).items()}
    words = {code: _vocabulary(node) for code, node in entries(pages["vocabularies"]).items()}
    _check_sections(pages["vocabularies"], words)
    danger = words.get("danger", {})
    facts = {code: _fact(node) for code, node in entries(pages["facts"]).items()}
    events = {code: _event(code, node) for code, node in entries(pages["events"]).items()}
    return Pack(
        id=name,
        title=text(head["title"]),
        version=text(head["version"]),
        language=text(head["language"]),
        checked_on=nodes.day(head["checked_on"]),
        chain=tuple(chain),
        vocabularies=words,
        events=events,
        terms=terms,
        facts=facts,
        clocks={code: _clock(node, danger) for code, node in entries(pages["clocks"]).items()},
        keeping={code: _kept_for(node) for code, node in entries(pages["keeping"]).items()},
        safe_contact=_safe_contact(pages["safe_contact"], words, events, terms),
        listening=_listening(pages["listening"]),
        phone=_phone(pages["phone"], words.get("call_kind", {}), terms),
        wording=_wording(pages["wording"]),
        calendar=_calendar(pages["calendar"]),
        formats=_formats(pages["formats"]),
        working_day=working_day_in(pages["working_day"], danger, terms),
        returning=returning_in(pages["returning"]),
        fields=asked_in(pages["fields"], facts, words.get("asked_form", {})),
        narrowed=_narrowed(pages["narrowing"], words),
    )


def _vocabulary(node):
    words = {code: _word(code, found) for code, found in entries(node).items()}
    return words or refuse(node, "expected lines of `code: words`")


def _word(code, node):
    found = parts(node, ["words"], ("hint", "retired", "iccs"))
    return Word(
        code,
        text(found["words"]),
        hint=text(found["hint"]) if "hint" in found else "",
        retired=_retired(found),
        iccs=text(found["iccs"]) if "iccs" in found else "",
    )


def _narrowed(page, words):
    """The codes that always stay, by vocabulary; one at least, or a question had no answer left."""
    found = {}
    for name, node in entries(page).items():
        if name not in words or name not in words.get("asked_words", {}):
            refuse(node, f"`{name}` is no vocabulary, or has no title in `asked_words`")
        found[name] = frozenset(nodes.one_of(code, words[name]) for code in nodes.items(node))
        if not any(not words[name][code].retired for code in found[name]):
            refuse(node, "expected at least one code in use that always stays")
    return found


def _event(code, node):
    found = parts(node, ["words"], ("flag", "retired"))
    danger = "flag" in found and nodes.one_of(found["flag"], ["danger"]) == "danger"
    return Event(code, text(found["words"]), danger, _retired(found))


def _retired(found):
    return "retired" in found and nodes.one_of(found["retired"], ["yes", "no"]) == "yes"


def _check_sections(page, words):
    for vocabulary in entries(page).values():
        for node in entries(vocabulary).values():
            if "iccs" in (found := entries(node)):
                nodes.one_of(found["iccs"], words.get("iccs", {}))


def _stands_on(found, allowed=STATUSES):
    return {
        "status": nodes.one_of(found["status"], allowed),
        "source": text(found["source"]),
        "checked_on": nodes.day(found["checked_on"]),
    }


def _fact(node):
    found = parts(node, ["words", *FACT])
    return Fact(text(found["words"]), **_stands_on(found))


def _clock(node, danger):
    found = parts(node, ["words", "working_days", "starts", "held_by", *FACT])
    return Clock(
        text(found["words"]),
        **_stands_on(found),
        starts=text(found["starts"]),
        held_by=text(found["held_by"]),
        working_days=_days(found["working_days"], danger),
    )


def _kept_for(node):
    found = parts(node, ["words", "months", *FACT])
    return KeptFor(text(found["words"]), **_stands_on(found), months=nodes.number(found["months"]))


def _days(node, danger):
    if isinstance(node, ScalarNode):
        return {"": nodes.number(node)}
    days = {code: nodes.number(found) for code, found in parts(node, [], danger).items()}
    return days or refuse(node, "expected a number of days for each danger")


def _safe_contact(node, words, events, terms):
    lines = ("script", "neither_confirm_nor_deny")
    stale = ("stale_after_days", "stale_after_days_by_crime")
    found = parts(node, [*stale, "ended_by", "tries", *lines, *FACT])
    script, denial = (entries(found[name]) for name in lines)
    return SafeContactRules(
        "Safe contact",
        **_stands_on(found, COUNTS_DAYS),
        stale_after_days=_days(found["stale_after_days"], words.get("danger", {})),
        stale_after_days_by_crime=_days(found[stale[1]], words.get("crime", {})),
        ended_by=tuple(nodes.one_of(each, events) for each in nodes.items(found["ended_by"])),
        tries=nodes.number(found["tries"], least=1),
        script={code: _filled(line, {**terms, "name": NAME}) for code, line in script.items()},
        neither_confirm_nor_deny={code: _filled(line, terms) for code, line in denial.items()},
    )


def _listening(node):
    found = parts(node, ["words", "steps", "ways", *FACT])
    return Listening(
        text(found["words"]),
        **_stands_on(found, COUNTS_DAYS),
        steps={code: _step(each) for code, each in entries(found["steps"]).items()},
        ways={code: _way(each) for code, each in entries(found["ways"]).items()},
    )


def _phone(node, known, terms):
    found = parts(node, ["words", "unsafe", "kinds", *FACT])
    kinds = parts(found["kinds"], [], known)
    return Phone(
        text(found["words"]),
        **_stands_on(found, COUNTS_DAYS),
        unsafe=tuple(_filled(line, terms) for line in entries(found["unsafe"]).values()),
        kinds={
            code: tuple(_filled(line, terms) for line in nodes.items(lines))
            for code, lines in kinds.items()
        },
    )


def _step(node):
    found = parts(node, ["words", "say"])
    return Step(text(found["words"]), text(found["say"]))


def _way(node):
    found = parts(node, ["words", "lines"])
    return Way(text(found["words"]), tuple(text(line) for line in nodes.items(found["lines"])))


def _wording(node):
    found = parts(node, ["words", "opinion", "hearsay", "name", "blame", *FACT])
    return Wording(
        text(found["words"]),
        **_stands_on(found, COUNTS_DAYS),
        opinion=_hint(found["opinion"]),
        hearsay=_hint(found["hearsay"]),
        name=text(found["name"]),
        blame={code: _hint(each) for code, each in entries(found["blame"]).items()},
    )


def _hint(node):
    found = parts(node, ["avoid", "use"])
    ways = tuple(way.strip() for way in text(found["avoid"]).split("/") if way.strip())
    return Hint(ways or refuse(found["avoid"], "expected the words to avoid"), text(found["use"]))


def _filled(node: Node, terms: dict[str, str]) -> str:
    """The words with their {terms} in place; {name} is filled in by the page."""

    def fill(found):
        if found[1] not in terms:
            refuse(node, f"{found[0]} is no term of this pack")
        return terms[found[1]]

    return re.sub(r"\{(.*?)\}", fill, text(node))


def _calendar(node):
    place = ("country", "subdivision", "time_zones")
    found = parts(node, ["weekend", "opens", "closes", *FACT], place)
    weekend = {WEEK.index(nodes.one_of(day, WEEK)) for day in nodes.items(found["weekend"])}
    if len(weekend) == len(WEEK):
        refuse(found["weekend"], "there has to be a day of work")
    opens, closes = nodes.clock_time(found["opens"]), nodes.clock_time(found["closes"])
    if opens >= closes:
        refuse(found["closes"], "the day closes before it opens")
    return Calendar(
        "Days and hours of work",
        **_stands_on(found, COUNTS_DAYS),
        weekend=frozenset(weekend),
        opens=opens,
        closes=closes,
        time_zones=_zones(found),
        **_country(found),
    )


def _zones(found):
    listed = nodes.items(found["time_zones"]) if "time_zones" in found else []
    known = available_timezones()
    for node in listed:
        if text(node) not in known:
            refuse(node, f"there is no time zone `{text(node)}`")
    return tuple(text(node) for node in listed)


def _formats(node):
    found = parts(node, ["days", "clock"])
    days = nodes.one_of(found["days"], ("day_first", "month_first"))
    clock = nodes.one_of(found["clock"], ("twenty_four_hours", "twelve_hours"))
    return Formats(month_first=days == "month_first", twelve_hours=clock == "twelve_hours")


def _country(found):
    names = {part: text(found[part]) for part in ("country", "subdivision") if part in found}
    if not names:
        return {}
    if "country" not in names:
        refuse(found["subdivision"], "`country` is missing")
    try:
        holidays.country_holidays(names["country"], names.get("subdivision"))
    except NotImplementedError as trouble:
        refuse(found["country"], f"the holidays library has no such calendar: {trouble}")
    return names
