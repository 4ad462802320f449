"""In what two people agree, in words; which other name it is, and which number, is never said."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.casework.people.weighing.levels import DIFFERENT, SAME, Agreement
from alongside.casework.people.weighing.weights import ONE_PERSON

ANOTHER = "another"
SAID = {
    ("birth", SAME): _("same birth date"),
    ("birth", "swapped"): _("birth date with day and month swapped"),
    ("birth", "slip"): _("birth date one digit apart"),
    ("birth", "year"): _("same year of birth"),
    ("birth", DIFFERENT): _("different birth date"),
    ("given", SAME): _("same given names"),
    ("given", "part"): _("some of the given names"),
    ("given", "near"): _("given name one letter apart"),
    ("given", "alike"): _("given name alike"),
    ("given", DIFFERENT): _("different given names"),
    ("family", SAME): _("same family name"),
    ("family", "part"): _("part of the family name"),
    ("family", "near"): _("family name one letter apart"),
    ("family", "alike"): _("family name alike"),
    ("family", DIFFERENT): _("different family name"),
    ("number", SAME): _("same number"),
    ("number", "near"): _("number one digit apart"),
    ("mail", SAME): _("same e-mail address"),
    ("mail", "near"): _("e-mail address one sign apart"),
    ("place", SAME): _("same address"),
    ("place", "alike"): _("address alike"),
    ("place", "part"): _("part of the address"),
    ("place", "area"): _("same area"),
    ("place", DIFFERENT): _("different place"),
}
ORDER = ("birth", "given", "family", "number", "mail", "place")


def said_of(agreement: Agreement) -> list[str]:
    """What agrees first. Where another name is what they share, nothing is said of the others: it
    would tell which."""
    told = dict(agreement)
    if ANOTHER in (told.get("given"), told.get("family")):
        told = {name: level for name, level in told.items() if name not in ("given", "family")}
        words = [str(_("another name"))]
    else:
        words = []
    order = sorted(ORDER, key=lambda name: told.get(name) == DIFFERENT)
    rows = [SAID[name, told[name]] for name in order if (name, told.get(name)) in SAID]
    return words + [str(row) for row in rows]


def in_words(band: str, agreement: Agreement, *, place: bool) -> str:
    """A sentence; without `place` it does not tell who lives where."""
    shown = {name: level for name, level in agreement.items() if place or name != "place"}
    told = {"what": ", ".join(said_of(shown))}
    if band == ONE_PERSON:
        return gettext("Very likely the same: %(what)s.") % told
    return gettext("May be the same: %(what)s.") % told
