"""What lies here of partners' files when somebody is erased: her rows are taken out of them."""

from contextlib import suppress

from alongside.casework.intake.feeds.pages import KIND
from alongside.casework.intake.feeds.taking import map_of
from alongside.casework.intake.importing import mark_of
from alongside.casework.intake.models import Referral
from alongside.casework.intake.reasons import Rejected
from alongside.casework.people.matching import Traits, names_in, numbers_in, traits_of
from alongside.casework.people.models import Person
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.foundation.imports.commands import drop_rows
from alongside.foundation.imports.contents import pieces_of
from alongside.foundation.imports.models import Upload
from alongside.foundation.imports.tables import Row


@command("import.forgotten")
def forget_rows_of(person: Person, *, by: User) -> list[Upload]:
    """Those that were taken in as hers, and those that were not and say her name and her number.
    Where only the name is alike it may be somebody else, who still waits to be taken in."""
    marks = {bytes(mark) for mark in _referrals(person).values_list("token", flat=True)}
    traits, touched = traits_of(person), []
    for upload in Upload.objects.filter(kind=KIND, destroyed_at=None):
        plan = map_of(upload) if upload.plan else None
        lines = {
            row.line
            for _n, rows in pieces_of(upload)
            for row in rows
            if _is_hers(row, traits) or (plan and _mark(row, plan) in marks)
        }
        if lines:
            touched.append(drop_rows(upload, lines, by=by))
    return touched


def _referrals(person):
    return Referral.objects.filter(person=person).exclude(token=None)


def _is_hers(row: Row, traits: Traits) -> bool:
    named = len(traits.names) > 1 and traits.names <= names_in(" ".join(row.cells))
    return named and bool(traits.numbers & numbers_in(row.cells))


def _mark(row, plan):
    with suppress(Rejected):
        return mark_of(row, plan)
    return None
