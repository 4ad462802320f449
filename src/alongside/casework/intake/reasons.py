"""Why a row of a feed was not taken: a code to keep, and words to show. It quotes nothing."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.casework.intake.forms import ReferralForm

WORDS = {
    "no_reference": gettext_lazy("no reference"),
    "twice": gettext_lazy("the same reference stands in this file before"),
    "surplus": gettext_lazy("more cells than columns"),
    "nobody": gettext_lazy("nothing about a person"),
    "no_source": gettext_lazy("no word on how it came to us"),
    "too_long": gettext_lazy("“%(field)s” is too long"),
    "unknown_word": gettext_lazy("a word under “%(field)s” that has no meaning here yet"),
    "not_a_day": gettext_lazy("“%(field)s” is not a day"),
    "two_digits": gettext_lazy("“%(field)s” has a year of two digits: write all four"),
    "cannot_be": gettext_lazy("“%(field)s” cannot be right"),
}


class Rejected(Exception):
    """This row is given back; `code` says why."""

    def __init__(self, why: str, field: str = ""):
        self.code = f"{why}:{field}" if field else why
        super().__init__(self.code)

    def __str__(self) -> str:
        return in_words(self.code)


def in_words(code: str) -> str:
    """A reason as it is shown and given back with the row."""
    why, _colon, field = code.partition(":")
    return str(WORDS[why]) % {"field": label_of(field)} if field else str(WORDS[why])


def label_of(field: str) -> str:
    """A field as its form calls it."""
    asked = ReferralForm.base_fields.get(field)
    return str(asked.label) if asked else _("Landline")
