"""Telling that somebody read much, asking another to look, and what they answer."""

from datetime import datetime

from alongside.casework.cases.models import Case
from alongside.casework.cases.second_eyes import JUDGES, LEADS, NotOwnEyes
from alongside.casework.openings.counting import Hour
from alongside.casework.openings.models import Alert, Budget, Counted, Finding, Look
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.hats.commands import hats_of
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.commands import put, settle
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import today
from alongside.foundation.packs.calendar import add_working_days

READING_ALERT = "reading_alert"
NOT_HERS = 4  # after every ground on which somebody may be asked to look


@command("reading.budget_set")
def set_budgets(per_hour: dict[str, int], *, by: User) -> list[Budget]:
    """For each role named, from now on. What held before stays readable."""
    rows = [Budget(role=role, per_hour=number, by=by) for role, number in per_hour.items()]
    for row in rows:
        row.save(force_insert=True)
    return rows


@command("reading.budget_passed")
def tell(user: User, hour: Hour, budget: int, *, by: User) -> Alert | list[Alert]:
    """One alert a day, which grows; nobody is kept from anything. A fuller hour than the last one
    looked at is looked at anew. Told again of what is known, it changes nothing."""
    facts = {"at": hour.at, "files": hour.files, "lists": hour.lists, "budget": budget}
    alert, new = Alert.objects.get_or_create(facts, user=user, on=hour.at.date())
    if not new:
        if alert.opened >= hour.opened:
            return []
        Alert.objects.filter(pk=alert.pk).update(**facts, waits=True)
        alert.refresh_from_db()
    return ask_for_a_look(alert, by=by)


@command("reading.look_asked")
def ask_for_a_look(alert: Alert, *, by: User) -> Alert:
    """On the day of whoever leads her, for the next working day. Where nobody but she herself
    could look, it waits until somebody can."""
    asked = who_looks(alert.user)
    Alert.objects.filter(pk=alert.pk).update(asked=asked)
    if asked:
        due = add_working_days(today(), 1)
        put(alert, READING_ALERT, due=due, source=alert.pk, owner=asked.pk, by=by)
    alert.refresh_from_db()
    return alert


def who_looks(user: User) -> User | None:
    """Her supervisor; else another who leads, then the data protection officer, then a colleague
    whose eyes may be second ones. Never she herself."""
    own = getattr(user, "membership", None)
    supervisor = own.team.supervisor_id if own else None
    staff = User.objects.who_may_sign_in().exclude(pk=user.pk).order_by("name", "pk")
    ranks = {other: _rank(other, supervisor) for other in staff}
    able = [other for other in staff if ranks[other] < NOT_HERS]
    return min(able, key=lambda other: ranks[other], default=None)


def _rank(other, supervisor):
    hats = hats_of(other)
    grounds = [
        other.pk == supervisor,
        any(holds(hat, LEADS) for hat in hats),
        any(hat.role == "data_protection_officer" for hat in hats),
        any(holds(hat, JUDGES) for hat in hats),
    ]
    return grounds.index(True) if True in grounds else NOT_HERS


@command("reading.reason_given")
def say_why(alert: Alert, *, said: str, by: User) -> Alert:
    """Her own line, for whoever looks. Raises NotOwnEyes for anybody else."""
    if by.pk != alert.user_id:
        raise NotOwnEyes
    alert.said = said
    alert.save(update_fields=["said"])
    return alert


@command("reading.reviewed")
def answer(alert: Alert, *, finding: str, found: str, opened: int, by: User) -> Finding:
    """What was found in `opened` openings. If it has grown meanwhile it goes on waiting. Raises
    NotOwnEyes for whoever opened them, and for whoever was not asked."""
    if by.pk == alert.user_id or by.pk != alert.asked_id:
        raise NotOwnEyes
    told = Finding(alert=alert, opened=opened, finding=finding, found=found, by=by)
    told.save(force_insert=True)
    alert.refresh_from_db()
    if alert.opened <= opened:
        Alert.objects.filter(pk=alert.pk).update(waits=False)
        settle(Item.objects.open().asked_for_by([alert]), outcome=finding, by=by)
    return told


@command("file.openings_reviewed")
def note_look(case: Case, *, finding: str, found: str, until: datetime, by: User) -> Look:
    """What somebody found who looked at who opened this file, as it stood at `until`."""
    look = Look(case=case, finding=finding, found=found, at=until, by=by)
    look.save(force_insert=True)
    return look


@command("reading.counted", when_full=True)
def keep_mark(until: datetime, *, by: User) -> list[Counted]:
    """The trail is counted up to here; it leaves no line."""
    Counted.objects.update_or_create({"until": until}, id=1)
    return []
