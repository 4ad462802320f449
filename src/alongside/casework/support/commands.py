"""Logging a contact: the note, the minutes, and when to speak again."""

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from alongside.casework.cases.models import Case
from alongside.casework.people.commands import doubt_contact_points
from alongside.casework.records.commands import add_record, withdraw_record
from alongside.casework.support.models import Contact, Rhythm
from alongside.casework.support.private.commands import keep_private
from alongside.casework.support.promises.commands import make_promise, withdraw_promises
from alongside.casework.support.record import CONTACTS
from alongside.foundation.accounts.commands import drop_draft
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.commands import put, settle
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import today
from alongside.organisation.workforce.commands import note_time

CALL, FIRST_CONTACT = "call", "first_contact"
PRIVATE = ("purpose", "wishes", "done", "saw", "said", "told", "view")
DOUBTFUL = ("someone_else", "not_safe")


@command("contact.logged")
def log_contact(
    case: Case,
    *,
    by: User,
    next_on: date | None = None,
    next_at: time | None = None,
    promises: Sequence[tuple[str, date]] = (),
    rhythm: str = "",
    draft_page: str = "",
    private: bool = False,
    **note: Any,
) -> Contact:
    """The contact enters the file, its minutes the worker's time, the next one and what was
    promised the agenda. The worker's own calls that were due by now are settled; later ones, and
    other people's, stand. What is private leaves the note before it is written."""
    contact = _written(case, note, private, by)
    note_time(
        by,
        on=contact.on,
        minutes=contact.minutes,
        kind="contact",
        programme=case.programme,
        stream=case.stream,
        source=contact.pk,
        by=by,
    )
    kind = _settle_calls(case, contact, replaced=next_on is not None, by=by)
    if next_on:
        put(case, kind, due=next_on, at=next_at, source=contact.pk, owner=by.pk, by=by)
    for words, due in promises:
        make_promise(case, contact=contact.pk, words=words, due=due, by=by)
    if rhythm:
        agree_rhythm(case, every=rhythm, by=by)
    if contact.reached in DOUBTFUL:
        doubt_contact_points(case.person, by=by)
    if draft_page:
        drop_draft(draft_page, by=by)
    return contact


def _written(case, note, private, by):
    kept = _taken_apart(note) if private else {}
    where = {"programme": case.programme, "stream": case.stream, "private": bool(kept)}
    contact = add_record(CONTACTS, case, by=by, **where, **note)
    if kept:
        keep_private(case, contact=contact.pk, words=kept, by=by)
    return contact


def _taken_apart(note):
    """What keeps somebody safe, what comes next and what was agreed stays in the note."""
    return {name: note.pop(name) for name in PRIVATE if note.get(name)}


@command("rhythm.agreed")
def agree_rhythm(case: Case, *, every: str, by: User) -> Rhythm:
    """How often to speak from now on."""
    told = {"every": every, "agreed_on": today(), "by": by}
    rhythm, _ = Rhythm.objects.update_or_create(told, case=case)
    return rhythm


@command("contact.withdrawn")
def withdraw_contact(contact: Contact, *, by: User) -> Contact:
    """It should not stand here; nor need anybody keep what was promised in it. Raises OnHold."""
    withdraw_record(contact, by=by)
    withdraw_promises(contact.case, contact=contact.pk, by=by)
    return contact


def _settle_calls(case, contact, *, replaced, by):
    """First contact is made once, whoever makes it. A try without a new date leaves the call on
    the agenda. Returns the kind of call that comes next."""
    first = Item.objects.open().about(case, FIRST_CONTACT)
    own = Item.objects.open().about(case, CALL).filter(owner=by.pk, due__lte=contact.on)
    if contact.reached == "yes":
        settle(first | own, outcome="reached", because=contact.pk, by=by)
        return CALL
    waiting_for_first = first.filter(owner=by.pk)
    kind = FIRST_CONTACT if waiting_for_first.exists() else CALL
    if replaced:
        settle(waiting_for_first | own, outcome="tried", because=contact.pk, by=by)
    return kind
