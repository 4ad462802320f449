"""Keeping a file longer, ordering many erasures at once, and saying how long files are kept."""

from collections.abc import Iterable
from datetime import date

from alongside.casework.cases.models import Case
from alongside.casework.erasures.commands import NotYet, UnderWay, order_erasure
from alongside.casework.keeping.commands import ErasedAlready
from alongside.casework.keeping.guards import OnHold
from alongside.casework.keeping.models import Erasure, KeptLonger, Period
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command

TIME_OVER = "time_over"


@command("period.set")
def set_period(kind: str, months: int, *, by: User) -> Period:
    """From now on files of this kind are to be looked at so long after the end of support."""
    return Period.objects.create(kind=kind, months=months, set_by=by)


@command("file.kept_longer")
def keep_longer(cases: Iterable[Case], *, reason: str, until: date, by: User) -> list[KeptLonger]:
    """Somebody looked and says why; on that day it is looked at again."""
    kept = []
    for case in cases:
        longer = KeptLonger(person=case.person, case=case.pk, reason=reason, until=until, by=by)
        longer.save(force_insert=True)
        kept.append(longer)
    return kept


@command("erasures.ordered_for_time")
def order_all(cases: Iterable[Case], *, by: User) -> list[Erasure]:
    """Each in the way any erasure goes: another person agrees to each. What a hold or something
    open stands against is left out, and stays on the list."""
    ordered = []
    for case in cases:
        try:
            ordered.append(order_erasure(case.person, case=case, ground=TIME_OVER, by=by))
        except (OnHold, NotYet, UnderWay, ErasedAlready):
            continue
    return ordered
