"""What the pages about asking show: each field and vocabulary as it is here, and in the pack."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import override

from alongside.foundation.packs.fitting import Fitted, may_hide, may_require
from alongside.foundation.packs.loader import codes_hidden, in_use, pack, words
from alongside.foundation.packs.models import Fitting
from alongside.foundation.packs.schema import Asked, Fact
from alongside.foundation.ui.asking import as_asked, asked
from alongside.foundation.ui.forms import our_labels


@dataclass(frozen=True)
class Field:
    """A field of a form; `ours` is what it is called where nobody calls it otherwise."""

    form: str
    name: str
    ours: str
    said: Asked
    here: Fitted

    @property
    def label(self) -> str:
        return self.here.label or self.ours

    @property
    def may_be_hidden(self) -> bool:
        return may_hide(self.said) and not self.said.under

    @property
    def may_be_required(self) -> bool:
        return may_require(self.said)

    @property
    def returns(self) -> list[Fact]:
        """What a return needs it for."""
        return [pack().facts[code] for code in self.said.returns]

    @property
    def goes_with(self) -> str:
        """The field it stays with, in its words."""
        return field_of(self.form, self.said.under).label if self.said.under else ""


@dataclass(frozen=True)
class Codes:
    """A vocabulary of which codes may be hidden, and how many are."""

    vocabulary: str
    title: str
    hidden: int


def forms_asked(search: str) -> list[tuple[str, list[Field]]]:
    """Every form with its fields, in the order of the pack; only those with these words in them."""
    found = []
    for form in pack().fields:
        title = words("asked_form", form)
        fields = [field_of(form, name) for name in pack().fields[form]]
        named = [one for one in fields if _meant(search, title, one.label, one.ours)]
        found.append((title, named))
    return [(title, fields) for title, fields in found if fields]


def vocabularies_offered(search: str) -> list[Codes]:
    """The vocabularies of which codes may be hidden."""
    found = [(name, words("asked_words", name)) for name in pack().narrowed]
    return [
        Codes(name, title, len(codes_hidden(name)))
        for name, title in found
        if _meant(search, title, *in_use(name).values())
    ]


def field_of(form: str, name: str) -> Field:
    """One field; raises KeyError where the pack has none."""
    said = pack().fields[form][name]
    ours = said.label or str(our_labels()[form].get(name, name))
    return Field(form, name, ours, said, as_asked(form, name))


def called_in(form: str, name: str) -> dict[str, str]:
    """What the field is called by the pack or by us in each language, by its code."""
    found = {}
    for language in dict(settings.LANGUAGES):
        with override(language):
            found[language] = asked(form, name).label or str(our_labels()[form].get(name, name))
    return found


def fitting_of(of: str) -> Fitting:
    """The row of a field or vocabulary, or one that says nothing."""
    return Fitting.objects.filter(of=of).first() or Fitting(of=of)


def _meant(search, *said):
    return all(any(word in one.casefold() for one in said) for word in search.casefold().split())
