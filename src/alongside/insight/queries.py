"""The numbers of a period, counted over codes and dates; nothing sealed is opened.

A sensitive case counts like any other: walls hide who, never how many."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from alongside.casework.cases.models import Case, EmergencyAccess, Moment
from alongside.casework.intake.models import ACCEPTED, DECLINED, WAITING, Referral
from alongside.casework.support.models import Contact
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import today
from alongside.foundation.packs.loader import vocabulary
from alongside.insight.chart import Bars
from alongside.insight.periods import Period, months_on
from alongside.insight.tables import Cross, Split, Table
from alongside.organisation.workforce.models import TimeSpent

REACHED, FIRST_CONTACT = "yes", "first_contact"
IN_TIME, LATE, OPEN = "in_time", "late", "open"
MONTHS_DRAWN = 6


@dataclass(frozen=True)
class Summary:
    """The tables stand in groups; those of one group split the same total."""

    period: Period
    referrals: tuple[Split, Cross]
    people: tuple[Split]
    contacts: tuple[Split, Cross]
    opened: tuple[Split, Cross]
    ended: tuple[Split]
    hours: dict[str, float]

    @property
    def groups(self) -> list[Sequence[Table]]:
        """Every count of people or of what was done for them."""
        return [self.referrals, self.people, self.contacts, self.opened, self.ended]

    @property
    def in_time(self) -> tuple[int, int]:
        """First contacts tried in time, and all whose time is up or that were tried."""
        clock = self.opened[0].counts
        return clock[IN_TIME], clock[IN_TIME] + clock[LATE]


def summary_of(period: Period) -> Summary:
    """Seven statements, however many cases there are."""
    return Summary(
        period,
        referrals=_referrals(period),
        people=_people(period),
        contacts=_contacts(period),
        opened=_opened(period),
        ended=_ended(period),
        hours=_hours(period),
    )


def by_month(period: Period) -> Bars:
    """Referrals and cases opened in the six months that end with the period, or with this one."""
    last = min(period.last, today())
    firsts = [months_on(last.replace(day=1), -back) for back in reversed(range(MONTHS_DRAWN))]
    drawn = Period(firsts[0], MONTHS_DRAWN)
    referrals = Referral.objects.filter(received_at__range=drawn.moments)
    cases = Case.objects.filter(opened_on__range=drawn.days)
    return Bars(firsts, _monthly(referrals, "received_at"), _monthly(cases, "opened_on"))


def _referrals(period):
    received = Referral.objects.filter(received_at__range=period.moments)
    rows = received.values_list("state", "crime", "source").annotate(n=Count("pk"))
    decided, crossed = Counter(), Counter()
    for state, crime, source, n in rows:
        decided[state] += n
        crossed[crime, source] += n
    decisions = {ACCEPTED: _("Accepted"), DECLINED: _("Declined"), WAITING: _("Waiting")}
    return (
        Split(_("Referrals received"), _("Decision"), decisions, decided),
        Cross(
            _("Referrals by crime and how they came"),
            _("Crime"),
            _met({**vocabulary("crime"), "": _("Not yet known")}, (c for c, _s in crossed)),
            _met(vocabulary("referral_source"), (source for _c, source in crossed)),
            crossed,
        ),
    )


def _people(period):
    reached = Contact.objects.filter(reached=REACHED, withdrawn_at=None)
    earlier = reached.filter(case__person=OuterRef("case__person"), on__lt=period.first)
    counted = reached.filter(on__range=period.days).aggregate(
        all=Count("case__person", distinct=True),
        continuing=Count("case__person", distinct=True, filter=Exists(earlier)),
    )
    new = counted["all"] - counted["continuing"]
    kinds = {"new": _("New"), "continuing": _("Continuing")}
    counts = {"new": new, "continuing": counted["continuing"]}
    return (Split(_("People supported"), _("People"), kinds, counts),)


def _contacts(period):
    contacts = Contact.objects.filter(on__range=period.days, withdrawn_at=None)
    rows = contacts.values_list("reached", "programme__name", "stream__name")
    reached, crossed = Counter(), Counter()
    for code, programme, stream, n in rows.annotate(n=Count("pk")):
        reached[code] += n
        crossed[programme or "", stream or ""] += n
    title = _("Contacts by programme and funding stream")
    words = _met(vocabulary("reached"), reached)
    return Split(_("Contacts"), _("Reached"), words, reached), _funded(title, crossed)


def _opened(period):
    cases = _on_the_clock(Case.objects.filter(opened_on__range=period.days))
    in_time = Q(tried__lte=F("due"))
    still_open = Q(due=None) | Q(due__gte=today()) | Q(ended_on__lte=F("due"))
    rows = cases.values_list("programme__name", "stream__name").annotate(
        n=Count("pk"),
        in_time=Count("pk", filter=in_time),
        not_counted=Count("pk", filter=Q(tried=None) & still_open),
    )
    clock, crossed = Counter({IN_TIME: 0, LATE: 0, OPEN: 0}), Counter()
    for programme, stream, n, soon, uncounted in rows:
        crossed[programme or "", stream or ""] += n
        clock.update({IN_TIME: soon, OPEN: uncounted, LATE: n - soon - uncounted})
    words = {IN_TIME: _("Tried in time"), LATE: _("Tried later, or not yet"), OPEN: _("Not due")}
    by_clock = Split(_("First contact in cases opened"), _("First contact"), words, clock)
    return by_clock, _funded(_("Cases opened by programme and funding stream"), crossed)


def _on_the_clock(cases):
    """`due`: until when the first contact was to be tried; `tried`: the day of the first try."""
    given = Moment.objects.filter(pk=OuterRef("source"), event="allocated", withdrawn=False)
    asked = Item.objects.filter(Exists(given), subject=OuterRef("pk"), kind=FIRST_CONTACT)
    tries = Contact.objects.filter(case=OuterRef("pk"), withdrawn_at=None)
    return cases.annotate(
        due=Subquery(asked.order_by("due").values("due")[:1]),
        tried=Subquery(tries.order_by("on").values("on")[:1]),
    )


def _ended(period):
    ended = Case.objects.filter(ended_on__range=period.days)
    counts = Counter(dict(ended.values_list("ending_reason").annotate(n=Count("pk"))))
    words = _met(vocabulary("ending_reason"), counts)
    return (Split(_("Cases ended"), _("Reason"), words, counts),)


def _hours(period):
    spent = TimeSpent.objects.filter(on__range=period.days)
    minutes = dict(spent.values_list("kind").annotate(minutes=Sum("minutes")))
    return {
        words: round(minutes[code] / 60, 1)
        for code, words in vocabulary("work_kind").items()
        if minutes.get(code)
    }


def _funded(title, counts):
    programmes = _named({programme for programme, _stream in counts})
    streams = _named({stream for _programme, stream in counts})
    return Cross(title, _("Programme"), programmes, streams, counts)


def _named(names):
    # The names are the organisation's own; cases without one stand last.
    known = {name: name for name in sorted(names) if name}
    return {**known, "": _("None named")} if "" in names else known


def _met(words, codes):
    # A row or column in which nothing could be counted is left out.
    met = set(codes)
    return {code: name for code, name in words.items() if code in met}


def _monthly(rows, moment):
    by_month = rows.annotate(month=TruncMonth(moment)).values_list("month")
    return {date(at.year, at.month, 1): n for at, n in by_month.annotate(n=Count("pk"))}


def open_reviews_in(period: Period) -> int:
    """Emergency accesses of the period whose review is past its day: until they are answered,
    the period is not closed."""
    late = EmergencyAccess.objects.unanswered().filter(review_by__lt=today())
    return late.filter(at__range=period.moments).count()
