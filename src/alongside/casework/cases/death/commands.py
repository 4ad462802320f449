"""One switch: what stood on the agenda for her stops, and those left behind are thought of."""

from datetime import date
from typing import Any
from uuid import uuid5

from django.utils.translation import gettext as _

from alongside.casework.cases.death.queries import connected_cases, told_of, who_may_learn
from alongside.casework.cases.death.stopping import BEREAVEMENT, DIED, MISTAKEN, STAYS, all_about
from alongside.casework.cases.models import Case, Moment
from alongside.casework.cases.moments import happened, unhappened
from alongside.casework.cases.reopening.commands import undo_ending
from alongside.casework.people.death.commands import note_death, withdraw_death
from alongside.casework.people.merging.records import records_of
from alongside.casework.people.merging.together import locked_together
from alongside.casework.people.models import Death, Person
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.commands import put, reopen, settle
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import today


class NotedByOthers(Exception):
    """It was noted at another record: whoever sees that one has to take it back."""


@command("death.recorded")
def record_death(case: Case, *, day: date | None, told_by: str, words: str, by: User) -> Death:
    """In every case of hers, at whichever record, and wherever else she waits, whatever is queued
    stops at once; what a colleague owes another, such as a second look, stays. Whoever works with
    those left behind is asked to look. Raises NotedAlready."""
    locked_together([case.person_id])
    death = note_death(case.person, day=day, told_by=told_by, words=words, by=by)
    cases = list(Case.objects.filter(person__in=records_of(case.person_id)))
    queued = Item.objects.open().filter(subject__in=all_about(case.person))
    settle(queued.exclude(kind__in=STAYS), outcome=DIED, because=death.pk, by=by)
    for each in cases:
        happened(each, DIED, on=today(), record=death, by=by)
    for other in connected_cases(cases):
        _ask_to_look(other, BEREAVEMENT, death, cases, by)
    return death


@command("death.taken_back")
def take_death_back(case: Case, death: Death, *, why: str, looked: str, by: User) -> Death:
    """It was a mistake: what was stopped by it stands on the agenda again, support that ended for
    it goes on, and whoever was asked to think of those left behind hears of it. Where it was noted
    at another record of hers as well, whoever noted that has to look: until then she is dead here.
    Raises TakenBackAlready, and NotedByOthers for a death of another record."""
    if death.person_id != case.person_id:
        raise NotedByOthers
    locked_together([case.person_id])
    withdraw_death(death, why=why, looked=looked, by=by)
    unhappened(death, by=by)
    hers = records_of(death.person_id)
    if other := Death.objects.standing().filter(person__in=hers).first():
        Item.objects.filter(settled_by=death.pk).update(settled_by=other.pk)
        return death
    cases = list(Case.objects.filter(person__in=hers))
    _support_goes_on(cases, why, by)
    reopen(death.pk, by=by)
    _settle_where_support_ended(cases, by)
    for each in cases:
        happened(each, "death_taken_back", on=today(), record=death, by=by)
    _tell_of_the_mistake(death, cases, by)
    return death


@command("death.counts_too")
def let_death_count(person: Person, death: Death, *, by: User) -> list[Item]:
    """Noted at another record that is one person with this one from now on: what is queued here
    stops as well."""
    queued = Item.objects.open().filter(subject__in=all_about(person)).exclude(kind__in=STAYS)
    return settle(queued, outcome=DIED, because=death.pk, by=by)


@command("death.was_anothers")
def go_on_after_death_of_another(
    person: Person, deaths: list[Death], taken_back: list[Death], *, by: User
) -> Person:
    """These deaths are of somebody with whom this person was taken for one: unless one was noted
    here as well she lives, what had stopped goes on, and who was asked to think of those she would
    have left hears of it. `taken_back` are deaths of hers that until now were true by another."""
    hers, subjects = records_of(person.pk), all_about(person)
    cases = list(Case.objects.filter(person__in=hers))
    Moment.objects.filter(record__in=_ids(deaths), case__in=cases).update(withdrawn=True)
    if own := Death.objects.standing().filter(person__in=hers).order_by("noted_at").first():
        stopped = Item.objects.filter(settled_by__in=_ids(deaths), subject__in=subjects)
        stopped.update(settled_by=own.pk)
        return person
    _support_goes_on(cases, _("That they had died was a mistake."), by)
    for death in deaths:
        reopen(death.pk, subjects=subjects, by=by)
        _tell_of_the_mistake(death, cases, by, among=_left_by_nobody(death, cases))
    for death in taken_back:
        _tell_of_the_mistake(death, cases, by)
    _settle_where_support_ended(cases, by)
    return person


def _ids(rows):
    return [row.pk for row in rows]


def _left_by_nobody(death, cases):
    """Who would have been left by her, and was not by the one who died."""
    his = Case.objects.filter(person__in=records_of(death.person_id))
    return set(_ids(connected_cases(cases))) - set(_ids(connected_cases(his)))


def _support_goes_on(cases, why, by):
    for each in cases:
        if not each.is_open and each.ending_reason == DIED:  # an ending that was never true
            undo_ending(each, changed=why, by=by)


def _tell_of_the_mistake(death, cases, by, among=None):
    asked = [item for item in told_of(death) if among is None or item.subject in among]
    settle(Item.objects.open().filter(pk__in=_ids(asked)), outcome="withdrawn", by=by)
    seen_to = [item for item in asked if item.settled_at]
    heard = Item.objects.filter(kind=MISTAKEN, source__in=[item.source for item in seen_to])
    subjects = {item.subject for item in seen_to} - set(heard.values_list("subject", flat=True))
    for other in Case.objects.open().filter(pk__in=subjects):
        _ask_to_look(other, MISTAKEN, death, cases, by)


@command("bereavement.looked_at")
def look_after_bereavement(case: Case, *, by: User) -> Case:
    """Whoever works on the case has looked whether anything changes."""
    asked = Item.objects.open().about(case).filter(kind__in=(BEREAVEMENT, MISTAKEN))
    settle(asked, outcome="seen", by=by)
    return case


def _settle_where_support_ended(cases, by):
    ended = [case.pk for case in cases if not case.is_open]
    again = Item.objects.open().filter(subject__in=ended).exclude(kind__in=STAYS)
    settle(again, outcome="support_ended", by=by)


def _ask_to_look(other: Case, kind: str, death: Death, cases: list[Case], by: Any) -> None:
    """On the day of somebody who may learn of it; else it is nobody's."""
    owner = who_may_learn(other, death.person, cases)
    if owner:  # the source tells neither case of the other
        put(other, kind, due=today(), source=uuid5(death.pk, str(other.pk)), owner=owner.pk, by=by)
