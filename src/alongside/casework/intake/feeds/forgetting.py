"""What lies here of partners' files when somebody is erased: her rows are taken out of them."""

from collections.abc import Collection
from contextlib import suppress
from uuid import UUID

from alongside.casework.intake.feeds.pages import KIND
from alongside.casework.intake.feeds.taking import map_of
from alongside.casework.intake.importing import mark_of
from alongside.casework.intake.models import Referral
from alongside.casework.intake.reasons import Rejected
from alongside.casework.people.matching import Traits, names_in, numbers_in, traits_of
from alongside.casework.people.models import Person
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.foundation.imports.commands import destroy_upload, drop_rows, stop_upload
from alongside.foundation.imports.contents import pieces_of
from alongside.foundation.imports.models import Upload
from alongside.foundation.imports.tables import Row
from alongside.foundation.vault.erasing import living_keys


@command("import.forgotten")
def forget_rows_of(person: Person, *, by: User) -> list[Upload]:
    """Those that were taken in as hers, and those that were not and say her name and her number.
    Where only the name is alike it may be somebody else, who still waits to be taken in."""
    marks = {bytes(mark) for mark in _referrals(person).values_list("token", flat=True)}
    traits, touched = traits_of(person), []
    for upload in _files_that_open():
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


def drop_files_of(owners: Collection[UUID], *, by: User) -> list[Upload]:
    """After a restore: those of these whose key is gone were over before, and are over again."""
    files = Upload.objects.filter(kind=KIND, destroyed_at=None, pk__in=owners)
    dropped = list(files.defer("name", "columns", "plan"))
    for upload in dropped:
        stop_upload(upload, by=by)
        if not upload.destroyed_at:
            destroy_upload(upload, by=by)
    return dropped


def _files_that_open():
    # A backup freezes the files first and reads the keys last: a file may lie there without one.
    waiting = Upload.objects.filter(kind=KIND, destroyed_at=None)
    return waiting.filter(pk__in=living_keys(waiting.values_list("pk", flat=True)))


def _referrals(person):
    return Referral.objects.filter(person=person).exclude(token=None)


def _is_hers(row: Row, traits: Traits) -> bool:
    written = names_in(" ".join(row.cells))
    named = any(names <= written for names in traits.every_name)
    return named and bool(traits.numbers & numbers_in(row.cells))


def _mark(row, plan):
    with suppress(Rejected):
        return mark_of(row, plan)
    return None
