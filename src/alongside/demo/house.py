"""The demo's organisation: who works there, for which programme, paid by whom."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from alongside.casework.cases.models import Case, CrimeEvent
from alongside.casework.desk.cover.models import Covered
from alongside.demo.stories import Story, read, read_service
from alongside.demo.timeline import Timeline
from alongside.demo.wording import Pen
from alongside.foundation.accounts.commands import add_user
from alongside.foundation.accounts.models import User
from alongside.foundation.clock import today
from alongside.organisation.workforce.away.models import Absence
from alongside.organisation.workforce.commands import (
    add_funding_stream,
    add_programme,
    add_team,
    join_team,
)
from alongside.organisation.workforce.models import FundingStream, Programme
from alongside.organisation.workforce.outsiders.commands import (
    agree_to_outsider,
    appoint_outsider,
    set_duty_line,
)

if TYPE_CHECKING:
    from alongside.demo.service.course import Course


@dataclass
class Away:
    """Days on which somebody is not here, and who stands in; the row once it is marked."""

    user: User
    cover: User
    first: date
    last: date
    row: Absence | None = None

    def meets(self, first: date, last: date) -> bool:
        """Whether some day is in both."""
        return self.first <= last and first <= self.last


@dataclass
class House:
    """What the stories name by a code: staff, programmes, and crimes with several clients; when
    all of it is, who is away, and what was written already."""

    time: Timeline
    staff: dict[str, User]
    programmes: dict[str, Programme]
    streams: dict[str, FundingStream]
    chance: Random = field(default_factory=lambda: Random(7))  # noqa: S311 - every demo alike
    events: dict[str, CrimeEvent] = field(default_factory=dict)
    pen: Pen = field(default_factory=Pen)
    absences: list[Away] = field(default_factory=list)
    courses: list["Course"] = field(default_factory=list)
    nights: Counter = field(default_factory=Counter)  # how often each line was logged

    @property
    def workers(self) -> Sequence[User]:
        """Those who note time and contacts."""
        return [user for user in self.staff.values() if user.role in read("organisation")["noting"]]

    def who_leads(self, worker: User) -> User:
        """The supervisor of her team, who takes referrals in and allocates them."""
        return worker.membership.team.supervisor

    @property
    def present_day(self) -> date:
        """The day on which the demo is filled, wherever in the past one stands."""
        return self.time.present.date()

    def days_ago(self, days: int) -> date:
        """So many days before that day."""
        return self.present_day - timedelta(days=days)

    def code_of(self, user: User) -> str:
        """How the files of the demo name somebody."""
        return next(code for code, one in self.staff.items() if one.pk == user.pk)

    def team_of(self, worker: User) -> list[User]:
        """Who sees people in her team, herself among them."""
        lead = self.who_leads(worker)
        return [one for one in self.seeing_people if self.who_leads(one) == lead]

    @property
    def seeing_people(self) -> list[User]:
        """Those to whom cases are given."""
        codes = read_service("house")["strengths"]
        return [self.staff[code] for code in codes]

    def is_away(self, user: User) -> Away | None:
        """Her absence, if she is not here today."""
        day = today()
        running = [one for one in self.absences if one.user == user and one.row]
        return next((one for one in running if one.first <= day <= one.last), None)

    def next_worker(self, crime: str) -> User:
        """Whoever knows this crime well, or has fewest; somebody who is here."""
        told = read_service("house")["strengths"]
        here = [one for one in self.seeing_people if not self.is_away(one)] or self.seeing_people
        held = [one.worker.pk for one in self.courses if one.is_open]
        known = {self.staff[code].pk for code, says in told.items() if crime in says["crimes"]}
        return min(here, key=lambda one: held.count(one.pk) - 4 * (one.pk in known))

    def somebody_here(self, worker: User) -> User:
        """Another of her team who is here today."""
        here = [one for one in self.team_of(worker) if not self.is_away(one)]
        return here[0] if here else worker

    def stands_in(self, case: Case, worker: User) -> User | None:
        """Who has this case while she is away."""
        covered = Covered.objects.filter(
            case=case, absence__user=worker, absence__ended_at=None, stand_in__isnull=False
        )
        found = covered.select_related("stand_in").order_by("-absence__first").first()
        return found.stand_in if found else None

    def pays_for(self, story: Story) -> tuple[Programme, FundingStream]:
        """The programme and the funding stream of a case, by the crime it is about."""
        funded = read("organisation")["funded"]
        programme, stream = funded.get(story["crime"], funded["default"])
        return self.programmes[programme], self.streams[stream]


def settle_in(timeline: Timeline, *, by: User) -> House:
    """Teams, programmes and people; nobody has a password, so they sign in by the role chooser."""
    plan = read("organisation")
    staff = {
        one["code"]: add_user(
            email=f"{one['code']}@northgate.example", name=one["name"], role=one["role"], by=by
        )
        for one in plan["staff"]
    }
    teams = {
        team["name"]: add_team(team["name"], supervisor=staff[team["supervisor"]], by=by)
        for team in plan["teams"]
    }
    for one in plan["staff"]:
        if team := one.get("team"):
            join_team(staff[one["code"]], teams[team], by=by)
    set_duty_line(**plan["duty"], by=by)
    outsider = plan["outsider"]
    named = appoint_outsider(**outsider["told"], by=staff[outsider["appointed_by"]])
    agree_to_outsider(named, by=staff[outsider["agreed_by"]])
    return House(
        timeline,
        staff,
        programmes={name: add_programme(name, by=by) for name in plan["programmes"]},
        streams={name: add_funding_stream(name, by=by) for name in plan["streams"]},
    )
