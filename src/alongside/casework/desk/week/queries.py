"""Last week in a team: what was done, what waits, and what is worth a word of thanks."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Q, Sum
from django.utils.translation import ngettext

from alongside.casework.cases.models import SECOND_EYES, Case
from alongside.casework.desk.incidents.models import Incident
from alongside.casework.desk.team.load import loads_of
from alongside.casework.support.models import Contact
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import today
from alongside.organisation.workforce.models import Team

WEEK = timedelta(days=7)
NOT_DONE = ("died", "support_ended", "withdrawn")  # off the day, and nobody's merit
MANY, LONG = 5, 3  # contacts that reached somebody; tries before one did


@dataclass
class Worker:
    """One worker's week."""

    user: User
    contacts: int = 0
    reached: int = 0
    minutes: int = 0
    overdue: int = 0
    praise: list[str] = field(default_factory=list)

    @property
    def hours(self) -> int:
        return self.minutes // 60


@dataclass(frozen=True)
class Week:
    """From a Monday to a Sunday, over the cases that the reader may see."""

    first: date
    last: date
    workers: list[Worker]
    new_cases: int
    ended: int
    told: int


def last_week(user: User) -> Week:
    """The last whole week of the teams that this user supervises."""
    first = today() - timedelta(days=today().weekday()) - WEEK
    days = (first, first + WEEK - timedelta(days=1))
    teams = Team.objects.filter(supervisor=user)
    staff = list(User.objects.filter(membership__team__in=teams, is_active=True))
    visible = Case.objects.visible_to(user)
    workers = {one.pk: Worker(one) for one in staff}
    _count_contacts(workers, visible, days)
    for pk, load in loads_of(staff, user).items():
        workers[pk].overdue = load.overdue
    _praise(workers, visible, days)
    counted = visible.aggregate(
        new=Count("pk", filter=Q(opened_on__range=days)),
        ended=Count("pk", filter=Q(ended_on__range=days)),
    )
    told = Incident.objects.visible_to(user).filter(known_at__date__range=days).count()
    return Week(*days, list(workers.values()), counted["new"], counted["ended"], told)


def _count_contacts(workers, visible, days):
    logged = Contact.objects.filter(recorded_by__in=workers, on__range=days, withdrawn_at=None)
    seen = logged.filter(case__in=visible.values("pk")).order_by().values("recorded_by")
    reached = Count("pk", filter=Q(reached="yes"))
    for row in seen.annotate(all=Count("pk"), met=reached, spent=Sum("minutes")):
        worker = workers[row["recorded_by"]]
        worker.contacts, worker.reached, worker.minutes = row["all"], row["met"], row["spent"]


def _praise(workers, visible, days):
    """What was done in time, and where somebody did not give up. Never who did most."""
    settled = Item.objects.filter(settled_at__date__range=days, owner__in=workers)
    settled = settled.exclude(outcome__in=NOT_DONE)
    seen = settled.filter(subject__in=visible.values("pk"))
    for owner, kind, due, at in seen.values_list("owner", "kind", "due", "settled_at"):
        if at.date() <= due and kind in (*SECOND_EYES, "first_contact", "promise"):
            workers[owner].praise.append(kind)
    said = {
        "promise": lambda n: ngettext(
            "Kept %(num)s promise in time", "Kept %(num)s promises in time", n
        ),
        "first_contact": lambda n: ngettext(
            "Made %(num)s first contact in time", "Made %(num)s first contacts in time", n
        ),
        "look": lambda n: ngettext(
            "Looked at %(num)s decision in time", "Looked at %(num)s decisions in time", n
        ),
    }
    for worker in workers.values():
        kinds = ["look" if kind in SECOND_EYES else kind for kind in worker.praise]
        counted = {kind: kinds.count(kind) for kind in said if kind in kinds}
        worker.praise = [said[kind](n) % {"num": n} for kind, n in counted.items()]
    _patience(workers, visible, days)


def _patience(workers, visible, days):
    """Reached at last, after tries that found nobody."""
    tries = Contact.objects.filter(
        recorded_by__in=workers,
        case__in=visible.values("pk"),
        withdrawn_at=None,
        on__gte=days[0] - 4 * WEEK,
        on__lte=days[1],
    )
    in_vain: dict = {}
    for who, case, on, met in tries.order_by("on", "recorded_at").values_list(
        "recorded_by", "case", "on", "reached"
    ):
        before = in_vain.get((who, case), 0)
        in_vain[who, case] = 0 if met == "yes" else before + 1
        if met == "yes" and before >= LONG and on >= days[0]:
            said = ngettext(
                "Reached somebody after %(num)s try", "Reached somebody after %(num)s tries", before
            )
            workers[who].praise.append(said % {"num": before})
