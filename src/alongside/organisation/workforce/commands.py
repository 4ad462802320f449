"""Setting up teams, programmes and funding streams, and noting time worked."""

from datetime import date
from uuid import UUID

from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import ROLES
from alongside.foundation.accounts.another import AnotherMust
from alongside.foundation.accounts.commands import end_access, invite_user
from alongside.foundation.accounts.models import Invitation, User
from alongside.foundation.audit.trail import command
from alongside.organisation.workforce import leaving
from alongside.organisation.workforce.models import (
    FundingStream,
    Membership,
    Programme,
    Team,
    TimeSpent,
)


@command("programme.added")
def add_programme(name: str, *, by: User) -> Programme:
    """A service that people can be supported by."""
    return Programme.objects.create(name=name)


@command("funding_stream.added")
def add_funding_stream(name: str, *, by: User) -> FundingStream:
    """A grant, contract or donation that pays for work."""
    return FundingStream.objects.create(name=name)


@command("team.added")
def add_team(name: str, *, supervisor: User, by: User) -> Team:
    """A team, and who supervises it. Nobody makes herself that: raises AnotherMust."""
    if supervisor.pk == by.pk:
        raise AnotherMust
    return Team.objects.create(name=name, supervisor=supervisor)


def join_team(user: User, team: Team, *, by: User, once: UUID | None = None) -> Team:
    """A worker belongs to one team at a time; the move shows her cases to its supervisor, who so
    cannot be whoever moves her: raises AnotherMust."""
    if team.supervisor_id == by.pk:
        raise AnotherMust
    return _belong(user, team, by=by, once=once)


@command("team.joined")
def _belong(user: User, team: Team, *, by: User) -> Team:
    Membership.objects.update_or_create({"team": team}, user=user)
    return team


@command("staff.invited")
def invite_to_team(*, email: str, name: str, role: str, team: Team | None, by: User) -> Invitation:
    """A new member of staff, in a team if she works in one; her link is the answer's `token`. Into
    a role that opens files nobody is invited by one person alone."""
    needs = {"needs_second": opens_files(role)}
    invitation = invite_user(email=email, name=name, role=role, **needs, by=by)
    if team:
        _belong(invitation.user, team, by=by)  # who comes in new has no case to show
    return invitation


def opens_files(role: str) -> bool:
    """Whether somebody in this role may read a case."""
    return Permission.CASE_READ in ROLES.get(role, ())


@command("staff.left", when_full=True)
def let_go(user: User, *, by: User) -> User:
    """One act: sessions end, PINs, keys and invitations with them, and whoever leads is asked to
    look at what she opened and find others for her cases. Answers her, with `left` in numbers."""
    end_access(user, by=by)
    user.left = [hear(user, by=by) for hear in leaving.HEARERS]  # type: ignore[attr-defined]
    return user


@command("time.noted")
def note_time(
    worker: User,
    *,
    on: date,
    minutes: int,
    kind: str,
    programme: Programme | None,
    stream: FundingStream | None,
    by: User,
    source: UUID | None = None,
) -> TimeSpent:
    """Noted again from the same source, it is corrected."""
    particulars = {
        "worker": worker,
        "on": on,
        "minutes": minutes,
        "kind": kind,
        "programme": programme,
        "stream": stream,
    }
    if source is None:
        return TimeSpent.objects.create(**particulars)
    spent, _ = TimeSpent.objects.update_or_create(particulars, source=source)
    return spent


@command("time.corrected")
def correct_time(source: UUID, *, on: date, minutes: int, by: User) -> list[TimeSpent]:
    """What it was noted for was on another day, or took longer."""
    TimeSpent.objects.filter(source=source).update(on=on, minutes=minutes)
    return list(TimeSpent.objects.filter(source=source))


@command("time.taken_back")
def take_time_back(source: UUID, *, by: User) -> list[TimeSpent]:
    """What it was noted for did not happen."""
    spent = list(TimeSpent.objects.filter(source=source))
    TimeSpent.objects.filter(source=source).delete()
    return spent
