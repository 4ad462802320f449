"""Asking again what is safe, what we know of her, a child's birthdays, and notices."""

from datetime import date
from typing import Any
from uuid import uuid5

from alongside.casework.cases.commands import ASK_SAFE, asked_again
from alongside.casework.cases.models import Allocation, Case, Moment, Notice
from alongside.casework.cases.moments import happened
from alongside.casework.people.about.children import birthdays
from alongside.casework.people.commands import (
    change_person,
    confirm_contact_point,
    end_contact_points,
    forget_what_was_safe,
)
from alongside.casework.people.merging.records import records_of
from alongside.casework.people.models import ContactPoint, Person
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.commands import put, settle
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now, today

BIRTHDAYS = {13: "birthday_13", 16: "birthday_16", 18: "birthday_18"}
NOTICE_ENDS = "notice_ends"


@command("safe_contact.confirmed")
def confirm_safe_contact(case: Case, point: ContactPoint, *, by: User) -> ContactPoint:
    """She says that it is still safe like this."""
    confirm_contact_point(point, by=by)
    asked_again(case, by=by)
    return point


@command("safe_contact.came_back")
def take_back_mail(case: Case, point: ContactPoint, *, by: User) -> ContactPoint:
    """A letter or an email came back: nothing is safe there, and nothing elsewhere until she is
    asked."""
    forget_what_was_safe(point, by=by)
    happened(case, "mail_returned", on=today(), record=point, by=by)
    return point


@command("safety_event.told")
def tell_safety_event(case: Case, *, event: str, on: date, by: User) -> Moment:
    """Something has happened after which nothing that was called safe before counts."""
    return happened(case, event, on=on, record=case, by=by)


@command("safe_contact.ended")
def ask_again_what_is_safe(case: Case, *, on: date, by: User) -> list[ContactPoint]:
    """No earlier answer holds any more; that she has to be asked stands on the worker's day, and
    on that of whoever works in an open case at another record of hers."""
    ended = end_contact_points(case.person, on=on, by=by)
    hers = Case.objects.open().filter(person__in=records_of(case.person_id))
    others = hers.exclude(person=case.person_id) if case.person.lead_id else ()
    for each in (case, *others):
        working = Allocation.objects.filter(case=each, until=None).order_by("since", "id")
        owner = working.values_list("worker", flat=True).first() or (each == case and by.pk)
        if owner:
            put(each, ASK_SAFE, due=today(), source=each.pk, owner=owner, by=by)
    return ended


@command("person.told")
def tell_person(case: Case, *, version: int, by: User, **facts: Any) -> Person:
    """What we know of her; the birthdays of a child follow it. Raises ChangedMeanwhile."""
    person = change_person(case.person, version=version, by=by, **facts)
    mark_birthdays(case, by=by)
    return person


@command("birthdays.marked")
def mark_birthdays(case: Case, *, by: User) -> Case:
    """At 13, 16 and 18 it is asked anew who decides: each stands on the day of whoever works with
    the child."""
    settle(
        Item.objects.open().about(case).filter(kind__in=BIRTHDAYS.values()), outcome="moved", by=by
    )
    working = Allocation.objects.filter(case=case, until=None).order_by("since", "id")
    owner = working.values_list("worker", flat=True).first()
    for age, day in birthdays(case.person, today()).items() if owner else ():
        source = uuid5(case.pk, BIRTHDAYS[age])
        put(case, BIRTHDAYS[age], due=day, source=source, owner=owner, by=by)
    return case


@command("notice.pinned")
def pin_notice(case: Case, *, words: str, owner: User, until: date, by: User) -> Notice:
    """Above every page of the case until that day; then it comes back to whoever owns it."""
    notice = Notice(case=case, words=words, owner=owner, until=until, pinned_by=by)
    notice.save(force_insert=True)
    put(case, NOTICE_ENDS, due=until, source=notice.pk, owner=owner.pk, by=by)
    return notice


@command("notice.taken_down")
def take_down_notice(notice: Notice, *, by: User) -> Notice:
    """It is over, or seen to."""
    notice.taken_down_at = now()
    notice.save(update_fields=["taken_down_at"])
    settle(Item.objects.open().asked_for_by([notice]), outcome="taken_down", by=by)
    return notice
