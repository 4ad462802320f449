"""What weighs on each worker, counted over the cases of which the reader may know and no other."""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, Sum

from alongside.casework.cases.models import Allocation, Case
from alongside.casework.desk.today import CALLS
from alongside.casework.people.models import Wall
from alongside.casework.support.models import Appointment, Contact
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import today
from alongside.foundation.packs.loader import pack

LOOKED_BACK = timedelta(days=28)
COURT = "court"


@dataclass
class Load:
    """One worker's: open cases by danger, court ahead, minutes of contact, and what waits."""

    dangers: Counter = field(default_factory=Counter)
    court: int = 0
    minutes: int = 0
    waiting: int = 0
    overdue: int = 0

    @property
    def cases(self) -> int:
        return self.dangers.total()

    @property
    def hours(self) -> int:
        return self.minutes // 60

    @property
    def parts(self) -> dict[str, int]:
        """The points of each weight, as the pack counts them."""
        weights = pack().working_day.load
        hours = weights["hours"]
        by_danger = ((weights["danger"].points_for(level), n) for level, n in self.dangers.items())
        return {
            "danger": sum(points * n for points, n in by_danger),
            "court": weights["court"].points_for() * self.court,
            "hours": hours.points_for() * (self.hours // hours.each_hours),
        }

    @property
    def points(self) -> int:
        return sum(self.parts.values())


def loads_of(workers: Collection[User], reader: User, *, beside: bool = False) -> dict[UUID, Load]:
    """In five statements, whatever the number of workers and cases. `beside`: with the ordinary
    cases of other teams too, of which a search tells as well that they are there. They add up to a
    number and no more; without them everybody in another team would seem free."""
    found, counts = {worker.pk: Load() for worker in workers}, _counting(reader, beside)
    working = Allocation.objects.filter(counts("case"), worker__in=found, until=None)
    told = working.order_by().values("worker", "case__danger", "case__danger_until_agreed")
    for row in told.annotate(many=Count("pk")):
        judged = Case(
            danger=row["case__danger"], danger_until_agreed=row["case__danger_until_agreed"]
        )
        found[row["worker"]].dangers[judged.cautious_danger] += row["many"]
    since = {"on__gte": today() - LOOKED_BACK, "withdrawn_at": None}
    spent = Contact.objects.filter(counts("case"), recorded_by__in=found, **since)
    for row in spent.order_by().values("recorded_by").annotate(all=Sum("minutes")):
        found[row["recorded_by"]].minutes = row["all"] or 0
    _count_court(found, counts)
    open_items = Item.objects.open().filter(counts("subject"), owner__in=found)
    first, late = Q(kind=CALLS[0]), Q(due__lt=today())
    told = open_items.order_by().values("owner")
    for row in told.annotate(waiting=Count("pk", filter=first), late=Count("pk", filter=late)):
        found[row["owner"]].waiting, found[row["owner"]].overdue = row["waiting"], row["late"]
    return found


def _counting(reader: User, beside: bool) -> Callable[[str], Q]:
    """Of rows whose case this column names, those whose case is open and counts. What a reader may
    see is a short list; of what she may know each row is asked, or all cases would be read."""
    seen = Case.objects.visible_to(reader).values("pk")
    if not beside:
        return lambda column: Q(**{f"{column}__in": seen.filter(ended_on=None)})
    ordinary = Q(sensitive=False) & ~Q(person__in=Wall.objects.of(reader))
    known = Case.objects.filter(ordinary | Q(pk__in=seen), ended_on=None)
    return lambda column: Q(Exists(known.filter(pk=OuterRef(column))))


def _count_court(found, counts):
    """Cases with a day at court ahead, by those who work on them."""
    ahead = Appointment.objects.filter(kind=COURT, answered_at=None, on__gte=today())
    soon = ahead.filter(counts("case"), on__lte=today() + LOOKED_BACK)
    held = Allocation.objects.filter(worker__in=found, until=None, case__in=soon.values("case"))
    for worker in held.values_list("worker", flat=True):
        found[worker].court += 1
