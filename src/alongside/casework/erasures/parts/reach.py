"""Which parts of a record can be taken out, and what goes with each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.casework.cases.models import Case
from alongside.casework.consents.models import Consent, Said
from alongside.casework.keeping.models import Kept
from alongside.casework.people.models import Characteristics
from alongside.casework.records.kinds import all_kinds
from alongside.casework.support.models import Contact, FollowUp, PrivateWords
from alongside.foundation.access.permissions import Permission
from alongside.foundation.clock import today
from alongside.foundation.vault.brought_back.lists import Out
from alongside.foundation.vault.models import Part

CONSENT, SAID = "consent", "said"
ITEMS: dict[str, str | Promise] = {
    "gender": _("Gender"),
    "ethnicity": _("Ethnic background"),
    "religion": _("Religion or belief"),
    "sexuality": _("Sexual orientation"),
    "disability": _("Disability or long illness"),
}


@dataclass(frozen=True)
class Kind:
    """One kind of part: its model, its words, who reads it, whether it is one item of a row, and
    where the page leads back to."""

    model: type[Part]
    title: str | Promise
    read: Permission
    item: str
    back: str

    def back_to(self, case: Case, row: Part) -> str:
        """The page on which it stands."""
        own = self.back.endswith(":show")
        return reverse(self.back, args=(case.pk, row.pk) if own else (case.pk,))


def kind_of(what: str) -> Kind | None:
    """By the word that stands in the address."""
    for kind in all_kinds():
        if kind.name == what:
            return Kind(kind.model, kind.title, kind.read, "", f"{kind.name}:show")
    if what in ITEMS:
        change = Permission.CASE_CHANGE
        return Kind(Characteristics, ITEMS[what], change, what, "cases:described")
    beside: dict[str, type[Part]] = {CONSENT: Consent, SAID: Said}
    model = beside.get(what)
    return (
        Kind(model, _("Consents"), Permission.CASE_READ, "", "consents:ledger") if model else None
    )


def part_in(case: Case, what: str, part: UUID) -> Part | None:
    """The row, if it lies in this case."""
    kind = kind_of(what)
    if kind is None:
        return None
    owner: dict[str, Any] = {"person": case.person_id} if kind.item else {"case": case}
    row = kind.model._default_manager.filter(pk=part, **owner).first()
    if row is not None:
        name = "person" if kind.item else "case"
        setattr(row, name, case.person if kind.item else case)
    return row


def words_are_needed(row: Part) -> bool:
    """A consent that stands is taken back first: without its words it would permit nothing, and
    nobody could say what had been agreed."""
    if not isinstance(row, Consent):
        return False
    return row.runs(today()) and not hasattr(row, "withdrawal")


def all_of(row: Part) -> Iterator[Part]:
    """The part, and whatever belongs to it or quotes it: what is kept private of a note, what was
    asked about it, and answered."""
    yield row
    if isinstance(row, Contact):
        yield from PrivateWords.objects.filter(contact=row.pk)
        yield from FollowUp.objects.filter(contact=row.pk).select_related("case")


def tables_of(row: Part) -> list[str]:
    """Where the bytes of it lay."""
    return [kind._meta.db_table for kind in [type(row), *_beside(type(row))]]


def _beside(kind: type[Part]) -> list[type[Model]]:
    if issubclass(kind, Contact):
        return [FollowUp, PrivateWords]
    return [Kept] if issubclass(kind, Characteristics) else []


def model_of(label: str) -> type[Part] | None:
    """Of a part that the list of erasures names."""
    try:
        model = apps.get_model(label)
    except LookupError:
        return None
    return model if issubclass(model, Part) else None


def tables_named(parts: Iterable[Out]) -> set[str]:
    """Where the bytes lay of all that a list of erasures names."""
    models = {model_of(label) for label in {out.label for out in parts}}
    return {each._meta.db_table for model in models if model for each in (model, *_beside(model))}
