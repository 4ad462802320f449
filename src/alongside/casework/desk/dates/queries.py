"""Which difficult days lie ahead for the people whom somebody supports."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.casework.cases.models import Allocation, Case, CaseCrime
from alongside.casework.desk.dates.models import ONCE, DifficultDate
from alongside.foundation.accounts.models import User
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


def difficult_days_of(user: User) -> list[Gentle]:
    """From today on for a week, on the open cases she works on: three statements."""
    own = Allocation.objects.filter(worker=user, until=None).values("case")
    visible = Case.objects.visible_to(user).filter(pk__in=own, ended_on=None, person__dead=False)
    return _ahead(visible.select_related("person").in_bulk(), AHEAD)


def difficult_days_in(case: Case, within: timedelta) -> list[Gentle]:
    """Those of one case, from today on; none where nobody is to be thought of any more."""
    return [] if case.person.dead or not case.is_open else _ahead({case.pk: case}, within)


def _ahead(cases, within):
    found = [*_noted(cases), *_offences(cases), *_birthdays(cases)]
    ahead = [row for row in found if today() <= row.day <= today() + within]
    return sorted(ahead, key=lambda row: row.day)


def _noted(cases):
    for noted in DifficultDate.objects.filter(case__in=cases, withdrawn_at=None):
        noted.case = cases[noted.case_id]
        day = noted.day if noted.what in ONCE else comes_back(noted.day, today())
        yield Gentle(day, noted.case, noted.get_what_display(), told(noted, "words"))


def _offences(cases):
    crimes = CaseCrime.objects.filter(case__in=cases, event__on__lt=today())
    for case, day in crimes.values_list("case", "event__on"):
        again = comes_back(day, today())
        if again > day:
            years = again.year - day.year
            said = ngettext(
                "%(num)s year since it happened", "%(num)s years since it happened", years
            )
            yield Gentle(again, cases[case], said % {"num": years})


def _birthdays(cases):
    """Those that change who decides and who is told; of others only what somebody noted."""
    for case in cases.values():
        born = if_readable(case.person, "birth_date")
        if born and born < today():
            next_one = comes_back(born, today())
            if (age := next_one.year - born.year) in MATTERS:
                yield Gentle(
                    next_one, case, _("Turns %(age)s: who decides may change") % {"age": age}
                )
