"""Why a field is asked, for whom, and in whose words: what the pack says beside each of them."""

from dataclasses import dataclass

from django import forms

from alongside.foundation.packs.loader import pack
from alongside.foundation.packs.schema import Asked, Fact


@dataclass(frozen=True)
class Why:
    """What stands under a field: the reason, when it is asked, and the returns that need it."""

    words: str
    asked: str
    returns: list[Fact]


def asked(form: str, name: str) -> Asked:
    """What the pack says about a field; nothing about one that is not about a person."""
    return pack().fields.get(form, {}).get(name, Asked())


def label_of(form: str, name: str, words: str) -> str:
    """The field in the words of the place, or in ours."""
    return asked(form, name).label or words


def explain(form: forms.BaseForm, name_of_form: str) -> None:
    """Each field of the form carries its `why`, and the label of the place."""
    facts = pack().facts
    for name, field in form.fields.items():
        said = asked(name_of_form, name)
        field.label = said.label or field.label
        if said.why:
            returns = [facts[code] for code in said.returns]
            field.why = Why(said.why, said.asked, returns)  # type: ignore[attr-defined]
