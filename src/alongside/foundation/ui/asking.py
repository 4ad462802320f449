"""Why a field is asked, for whom, in whose words, and whether it is asked here at all."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from alongside.foundation.packs.fitting import Fitted, fitted
from alongside.foundation.packs.loader import choices, in_use, pack
from alongside.foundation.packs.schema import Asked, Fact

EMPTY: tuple[Any, ...] = (None, "", [])


@dataclass(frozen=True)
class Why:
    """What stands under a field: the reason, when it is asked, and the returns that need it."""

    words: str
    asked: str
    returns: list[Fact]


def asked(form: str, name: str) -> Asked:
    """What the pack says about a field; nothing about one that is not about a person."""
    return pack().fields.get(form, {}).get(name, Asked())


def as_asked(form: str, name: str) -> Fitted:
    """The field as it is asked here: the pack's word, and the organisation's over it."""
    said = pack().fields.get(form, {}).get(name)
    return fitted(form, name, said) if said else Fitted()


def label_of(form: str, name: str, words: str | Promise) -> str:
    """The field in the words of the organisation, of the place, or in ours."""
    return as_asked(form, name).label or str(words)


def told_rows(form: str, rows: Iterable[tuple[str, Any, Any]]) -> list[tuple[str, Any]]:
    """Name, our words and value of each field, as they are read: in the organisation's words.
    What is not asked here stands only where it holds something; what must be asked, and was not,
    is still to ask."""
    found = []
    for name, words, value in rows:
        here = as_asked(form, name)
        if value in EMPTY and here.hidden:
            continue
        still = here.required and value in EMPTY
        found.append((here.label or str(words), _("Still to ask") if still else value))
    return found


def explain(form: forms.BaseForm, name_of_form: str) -> None:
    """Each field of the form carries its `why` and its label, is required where the organisation
    says so, and is left out of the page where it is hidden."""
    facts = pack().facts
    for name, field in form.fields.items():
        _offer(form, name, field)
        said, here = asked(name_of_form, name), as_asked(name_of_form, name)
        field.label = here.label or field.label
        if here.required:
            field.required = field.fitted = True  # type: ignore[attr-defined]
        if here.hidden and not _typed(form, name, field):
            field.hidden_here, field.required = True, False  # type: ignore[attr-defined]
            field.disabled = True  # it keeps what the row holds, or what it begins with
        if said.why:
            returns = [facts[code] for code in said.returns]
            field.why = Why(said.why, said.asked, returns)  # type: ignore[attr-defined]


def _offer(form, name, field):
    """A code that is hidden or retired stays with the row that has it, and a code that somebody
    chose before it was hidden is still taken."""
    if not getattr(field, "vocabulary", ""):
        return
    begins = form.get_initial_for_field(field, name)
    field.held = {code for code in _listed(begins) if code}
    sent = set(_listed(_sent(form, name, field))) & in_use(field.vocabulary).keys()
    field.choices = field.blank_choice + choices(field.vocabulary, keep=field.held | sent)


def _typed(form, name, field):
    """What somebody typed before the field was hidden: on a page still open, or in a draft. It is
    shown to them once more, so that it is not lost."""
    sent = _sent(form, name, field)
    if sent not in EMPTY and sent is not False:  # a box that is not ticked sends nothing
        return True
    begins = form.initial.get(name)
    if not isinstance(begins, str | list) or not begins:
        return False
    row = getattr(form, "instance", None)
    return row is None or begins != getattr(row, name, None)


def _sent(form, name, field):
    if not form.is_bound:
        return None
    return field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))


def _listed(value):
    return value if isinstance(value, list) else [value]
