"""The demo's organisation: who works there, for which programme, paid by whom."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from alongside.casework.cases.models import CrimeEvent
from alongside.demo.stories import Story, read
from alongside.foundation.accounts.commands import add_user
from alongside.foundation.accounts.models import User
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


@dataclass
class House:
    """What the stories name by a code: staff, programmes, and crimes with several clients."""

    staff: dict[str, User]
    programmes: dict[str, Programme]
    streams: dict[str, FundingStream]
    chance: Random = field(default_factory=lambda: Random(7))  # noqa: S311 - every demo alike
    events: dict[str, CrimeEvent] = field(default_factory=dict)

    @property
    def workers(self) -> Sequence[User]:
        """Those who note time and contacts."""
        return [user for user in self.staff.values() if user.role in read("organisation")["noting"]]

    def who_leads(self, worker: User) -> User:
        """The supervisor of her team, who takes referrals in and allocates them."""
        return worker.membership.team.supervisor

    def pays_for(self, story: Story) -> tuple[Programme, FundingStream]:
        """The programme and the funding stream of a case, by the crime it is about."""
        funded = read("organisation")["funded"]
        programme, stream = funded.get(story["crime"], funded["default"])
        return self.programmes[programme], self.streams[stream]


def settle_in(*, by: User) -> House:
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
        staff,
        programmes={name: add_programme(name, by=by) for name in plan["programmes"]},
        streams={name: add_funding_stream(name, by=by) for name in plan["streams"]},
    )
