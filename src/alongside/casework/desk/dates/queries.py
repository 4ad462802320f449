"""Which difficult days lie ahead for the people whom somebody supports."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.casework.cases.models import Case, CaseCrime
from alongside.casework.desk.dates.models import ONCE, DifficultDate
from alongside.casework.desk.hers import Hers
from alongside.foundation.clock import today
from alongside.foundation.vault.reading import if_readable, told

AHEAD = timedelta(days=7)
MATTERS = (13, 16, 18)


@dataclass(frozen=True)
class Gentle:
    """One row: the day, whose, what day it is, and what helps on it."""

    day: date
    case: Case
    words: str
    helps: str = ""


def comes_back(day: date, since: date) -> date:
    """The same day of the year, on or after `since`; the 29th of February on the 28th."""
    for year in (since.year, since.year + 1):
        try:
            found = day.replace(year=year)
        except ValueError:
            found = date(year, 2, 28)
        if found >= since:
            return found
    return found


def difficult_days_of(hers: Hers) -> list[Gentle]:
    """From today on for a week, on the open cases she works on; nothing more is asked for."""
    cases: dict[Any, Any] = hers.supported
    crimes = [(pk, date.fromisoformat(d)) for pk in cases for d in cases[pk].crime_days or ()]
    return _ahead(hers.of(DifficultDate), crimes, cases, AHEAD)


def difficult_days_in(case: Case, within: timedelta) -> list[Gentle]:
    """Those of one case, from today on; none where nobody is to be thought of any more."""
    if case.person.dead or not case.is_open:
        return []
    noted = list(DifficultDate.objects.filter(case=case, withdrawn_at=None))
    for one in noted:
        one.case = case
    crimes = CaseCrime.objects.filter(case=case, event__on__lt=today())
    return _ahead(noted, crimes.values_list("case", "event__on"), {case.pk: case}, within)


def _ahead(noted, crimes, cases, within):
    day = today()
    found = [*_noted(noted, day), *_offences(crimes, cases, day), *_birthdays(cases, day)]
    ahead = [row for row in found if day <= row.day <= day + within]
    return sorted(ahead, key=lambda row: row.day)


def _noted(dates, since):
    for noted in dates:
        day = noted.day if noted.what in ONCE else comes_back(noted.day, since)
        yield Gentle(day, noted.case, noted.get_what_display(), told(noted, "words"))


def _offences(crimes, cases, since):
    for case, day in crimes:
        again = comes_back(day, since)
        if again > day:
            years = again.year - day.year
            said = ngettext(
                "%(num)s year since it happened", "%(num)s years since it happened", years
            )
            yield Gentle(again, cases[case], said % {"num": years})


def _birthdays(cases, since):
    """Those that change who decides and who is told; of others only what somebody noted."""
    for case in cases.values():
        born = if_readable(case.person, "birth_date")
        if born and born < since:
            next_one = comes_back(born, since)
            if (age := next_one.year - born.year) in MATTERS:
                yield Gentle(
                    next_one, case, _("Turns %(age)s: who decides may change") % {"age": age}
                )
