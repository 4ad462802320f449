"""Whether a programme fits somebody: yes, no, or not known, with why; a person decides."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from alongside.casework.intake.eligibility.places import lives_in
from alongside.casework.intake.models import Referral
from alongside.casework.people.about.children import birthday
from alongside.casework.people.models import Person
from alongside.foundation.clock import today
from alongside.foundation.packs.loader import words
from alongside.foundation.vault.reading import told
from alongside.foundation.vault.ring import KeyGone
from alongside.foundation.vault.sealed import SealBroken
from alongside.organisation.workforce.models import Programme, Takes

FITS, NOT, UNKNOWN = "fits", "does_not_fit", "not_known"
BANDS = ((60, "from_60"), (25, "from_25"), (18, "from_18"), (16, "from_16"), (13, "from_13"))


@dataclass(frozen=True)
class Known:
    """What is known of somebody; what is empty is not known."""

    crime: str = ""
    age: str = ""
    kind: str = ""
    postcode: str = ""
    address: str = ""


@dataclass(frozen=True)
class Verdict:
    """Of one programme: the code, and the reasons that speak for it."""

    programme: Programme
    code: str
    grounds: list[str]


def known_of(referral: Referral, kind: str = "") -> Known:
    """As far as it was told, and can be read."""
    person = referral.person
    return Known(
        referral.crime,
        age_of(person, today()),
        kind,
        told(person, "postcode"),
        told(person, "address"),
    )


def age_of(person: Person, on: date) -> str:
    """The band of the birth date, else the one that somebody thinks; else not known."""
    try:
        born = person.birth_date
    except (KeyGone, SealBroken):
        return ""
    if born is None:
        return person.age_band
    return next((band for years, band in BANDS if birthday(born, years) <= on), "under_13")


def verdicts_of(programmes: Iterable[Programme], known: Known) -> list[Verdict]:
    """Those that fit first, those that do not last."""
    every = list(programmes)
    rules = Takes.objects.in_bulk([programme.pk for programme in every])
    found = [judge(each, rules.get(each.pk), known) for each in every]
    order = (FITS, UNKNOWN, NOT)
    return sorted(found, key=lambda verdict: (order.index(verdict.code), verdict.programme.name))


def judge(programme: Programme, takes: Takes | None, known: Known) -> Verdict:
    """One thing that is known and is not taken: it does not fit. Else, one that is not known: not
    known. What is limited in nothing fits everybody."""
    asked = list(_asked(takes, known)) if takes else []
    for code in (NOT, UNKNOWN):
        if grounds := [said for met, said in asked if met == code]:
            return Verdict(programme, code, grounds)
    return Verdict(programme, FITS, [said for _met, said in asked] or [_("Nothing is limited")])


def _asked(takes, known):
    if takes.crimes:
        yield _one_of(takes.crimes, known.crime, "crime", _("the crime"))
    if takes.ages:
        yield _one_of(takes.ages, known.age, "age_band", _("the age"))
    if takes.kinds:
        yield _one_of(takes.kinds, known.kind, "client_kind", _("what they are to the crime"))
    if places := takes.each_place:
        lives = lives_in(places, postcode=known.postcode, address=known.address)
        told_of = {"places": ", ".join(places)}
        yield {
            True: (FITS, _("In the area")),
            False: (NOT, _("Outside the area: %(places)s") % told_of),
            None: (UNKNOWN, _("Not known whether in the area: %(places)s") % told_of),
        }[lives]


def _one_of(taken, code, vocabulary, what):
    if not code:
        return UNKNOWN, _("Not known: %(what)s") % {"what": what}
    said = words(vocabulary, code)
    if code in taken:
        return FITS, _("Takes: %(what)s") % {"what": said}
    return NOT, _("Does not take: %(what)s") % {"what": said}
