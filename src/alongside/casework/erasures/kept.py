"""What stood before a change, as whoever handles holds reads it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.apps import apps
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.casework.erasures.parts.reach import ITEMS
from alongside.casework.keeping.models import Kept
from alongside.casework.people.windows import in_words
from alongside.foundation.packs.loader import words as words_of
from alongside.foundation.ui.written import plain_day

ABOUT: dict[str, str | Promise] = {
    "people.person": gettext_lazy("The person"),
    "people.contactpoint": gettext_lazy("A way to reach them"),
    "people.helps": gettext_lazy("What helps"),
    "people.child": gettext_lazy("Who decides for the child"),
    "people.characteristics": gettext_lazy("As they describe themselves"),
    "cases.party": gettext_lazy("Somebody else in the case"),
}


def about_of(kept: Kept) -> str | Promise:
    """What was changed, in a word or two."""
    return ABOUT[kept.what]


def in_words_of(kept: Kept) -> list[tuple[str, str]]:
    """Each field that was changed, and what it had said."""
    model = apps.get_model(kept.what)
    found: list[tuple[str, str]] = []
    for name, said in kept.words.items():
        field = model._meta.get_field(name)
        if name == "told":
            found += [(str(ITEMS[item]), _described(told)) for item, told in said.items()]
        else:
            found.append((capfirst(field.verbose_name), _said(field, said) or _("Nothing noted")))
    return found


def _said(field: Any, said: Any) -> str:
    if hasattr(field, "vocabulary"):
        return words_of(field.vocabulary, said) if said else ""
    if field.name == "windows":
        return in_words(said)
    if isinstance(said, bool):
        return _("Yes") if said else _("No")
    if said and field.name in ("birth_date", "confirmed_on"):
        return plain_day(date.fromisoformat(said))
    return said or ""


def _described(told: Mapping[str, str]) -> str:
    return told["words"] or words_of("described", told["answer"])
