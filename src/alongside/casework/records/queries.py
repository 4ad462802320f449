"""What the list and the page of one kind of record show."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.text import capfirst

from alongside.casework.cases.models import Case
from alongside.casework.records.kinds import RecordKind
from alongside.casework.records.models import CaseRecord
from alongside.foundation.accounts.models import User
from alongside.foundation.ui.asking import EMPTY, as_asked, label_of, told_rows
from alongside.foundation.ui.paging import page_of


def table_of(kind: RecordKind, case: Case, *, after: str | None) -> dict[str, Any]:
    """One page of a kind, newest first; withdrawn ones are left out."""
    records = kind.model.objects.filter(case=case, withdrawn_at=None).select_related("recorded_by")
    page = page_of(records, by=["-on", "-recorded_at"], after=after)
    for record in page.rows:
        record.case = case
    headings = [
        (name, words)
        for name, words in headings_of(kind, kind.columns)
        if not as_asked(kind.asks, name).hidden
        or any(shown(record, name) not in EMPTY for record in page.rows)
    ]
    return {"headings": headings, "page": page}


def record_of(kind: RecordKind, case: Case, record_id: UUID) -> CaseRecord:
    """One record of this case, withdrawn or not; else 404."""
    records = kind.model.objects.filter(case=case).select_related("recorded_by")
    record = get_object_or_404(records, pk=record_id)
    record.case = case
    return record


def standing_record_of(
    kind: RecordKind, case: Case, record_id: UUID, *, in_words: bool = False
) -> CaseRecord:
    """One record of this case that was not withdrawn, and of which, where that is asked, the
    words were not taken out; else 404."""
    record = record_of(kind, case, record_id)
    if record.withdrawn_at or (in_words and record.gone()):
        raise Http404
    return record


def rows_of(kind: RecordKind, record: CaseRecord) -> list[tuple[str, Any]]:
    """Name and value of each field, in the order they were asked; see `told_rows`."""
    headings = headings_of(kind, kind.fields)
    return told_rows(kind.asks, ((code, name, shown(record, code)) for code, name in headings))


def earlier_of(kind: RecordKind, record: CaseRecord) -> list[dict[str, Any]]:
    """What stood there before each correction, who corrected it and when, newest first."""
    names = dict(headings_of(kind, kind.fields))
    ids = [kept["by"] for kept in record.earlier]
    people = {str(user.pk): user.name for user in User.objects.filter(pk__in=ids)}
    return [
        {
            "by": people.get(kept["by"], ""),
            "at": kept["at"],
            "rows": [(str(names[code]), words) for code, words in kept["words"].items()],
        }
        for kept in reversed(record.earlier)
    ]


def headings_of(kind: RecordKind, names: tuple[str, ...]) -> list[tuple[str, Any]]:
    """The code and the words of each column."""
    fields = {field.name: field for field in kind.model._meta.fields}
    words = {name: capfirst(str(fields[name].verbose_name)) for name in names}
    return [(name, label_of(kind.asks, name, words[name])) for name in names]


def shown(record: CaseRecord, name: str) -> Any:
    """A value as a worker reads it: the words of a code, not the code."""
    words_of_code = getattr(record, f"get_{name}_display", None)
    return words_of_code() if words_of_code else getattr(record, name)
