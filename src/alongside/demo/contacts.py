"""When somebody was spoken with or tried, about what, and when the next time was to be."""

from dataclasses import dataclass
from datetime import date, time
from random import Random
from typing import Any

from alongside.casework.cases.models import Case
from alongside.demo.past import ONE_DAY, days_ago, working_day_before
from alongside.demo.stories import Story, read
from alongside.foundation.clock import today
from alongside.foundation.packs.calendar import add_working_days

NOTE = ("purpose", "safety", "wishes", "done", "next")
TRIED = (("no_answer", 6), ("someone_else", 1), ("not_safe", 1))
ODDS_OF_A_TRY = 0.2
# After how many working days the first try was made: mostly within the clock, not always.
FIRST_TRY = {
    "high": (0, 0, 0, 0, 1),
    "unknown": (0, 1, 1, 1, 2),
    "raised": (0, 0, 1, 1, 2),
    "standard": (0, 1, 1, 2, 2, 3),
}


@dataclass
class Planned:
    """One contact: its day and time, how it went, the note, and what was promised."""

    on: date
    at: time
    code: str
    note: dict[str, Any]
    next_on: date | None = None
    next_at: time | None = None

    @property
    def reached(self) -> bool:
        return self.code == "yes"


def planned_contacts(story: Story, case: Case, chance: Random) -> list[Planned]:
    """From the first try to the last conversation; each promise is the day of the next one."""
    days = _days(story, case, chance)
    codes = [_how_it_went(n, len(days), chance) for n, _day in enumerate(days)]
    notes = _notes(story, codes, chance)
    contacts = [
        Planned(
            day,
            _hour(chance, not_before=13 if day == case.opened_on else 9),
            code,
            _worded(note, case),
        )
        for day, code, note in zip(days, codes, notes, strict=True)
    ]
    for contact, following in zip(contacts, contacts[1:], strict=False):
        contact.next_on = following.on
    if contacts and "ended" not in story:
        contacts[-1].next_on, contacts[-1].next_at = _promised(story)
    return contacts


def _days(story, case, chance):
    wait = chance.choice(FIRST_TRY[case.danger])
    first = min(add_working_days(case.opened_on, wait), today())
    if "ended" in story:
        last = days_ago(story["ended"])
    else:
        last = days_ago(3 + chance.randrange(3) - min(0, story.get("due", 0)))
    apart = max(0, (last - first).days)
    steps = max(1, story["contacts"] - 1)
    days = [first + apart * n // steps * ONE_DAY for n in range(story["contacts"])]
    return [max(first, working_day_before(day)) for day in days]


def _how_it_went(n, all_of_them, chance):
    """The last one always reached the person; nobody else answers before the first talk."""
    if n == all_of_them - 1 or chance.random() > ODDS_OF_A_TRY:
        return "yes"
    if n == 0:
        return "no_answer"
    codes, weights = zip(*TRIED, strict=True)
    return chance.choices(codes, weights)[0]


def _notes(story, codes, chance):
    notes = read("notes")
    talks = _one_after_another(notes, notes["about"][story["crime"]], chance)
    talks.insert(0, chance.choice(notes["first"]))
    if "ended" in story:
        talks.insert(codes.count("yes") - 1, chance.choice(notes["ending"]))
    told = iter(talks)
    return [next(told) if code == "yes" else chance.choice(notes[code]) for code in codes]


def _one_after_another(notes, themes, chance):
    """The themes mixed, but each in its own order: the locks are asked for before they are new."""
    mixed = [theme for theme in themes for _note in notes[theme]]
    chance.shuffle(mixed)
    ahead = {theme: iter(notes[theme]) for theme in themes}
    return [next(ahead[theme]) for theme in mixed]


def _worded(note, case):
    words = {name: note.get(name, "").replace("{name}", case.person.first_name) for name in NOTE}
    return {"channel": "phone", "minutes": 5, **note, **words}


def _hour(chance, *, not_before):
    return time(chance.randrange(not_before, 16), chance.choice((15, 30, 45)))


def _promised(story):
    due = story.get("due", 5)
    at = time.fromisoformat(story["at"]) if "at" in story else None
    return (add_working_days(today(), due) if due > 0 else today() + due * ONE_DAY), at
