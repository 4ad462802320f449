"""How much each agreement weighs, after Fellegi and Sunter, and what follows from the sum.

`m` is how often a level is met where two records are of one person, `u` where they are of two. A
weight is log2(m/u); the sum is log2 of the odds that it is one person."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log2

from alongside.casework.people.weighing.levels import DIFFERENT, LEVELS, SAME, Agreement

Shares = Mapping[str, Mapping[str, float]]

LOOK, TWO_PEOPLE, ONE_PERSON = "look", "different", "same"
LOOKED_AT, TAKEN_FOR_SAME = -2.0, 6.0  # bits: odds of 1 to 4, and of 64 to 1
WITHOUT_DOUBT = (SAME, "swapped")  # of a birth date


@dataclass(frozen=True)
class Coefficients:
    """By field and level; `odds` is the share of pairs that are of one person, before anything is
    compared."""

    m: Shares
    u: Shares
    odds: float

    def weight(self, field: str, level: str) -> float:
        """In bits: for one person above nought, against it below."""
        return self.bits[field, level]

    @cached_property
    def bits(self) -> dict[tuple[str, str], float]:
        """Of every level."""
        return {
            (field, level): log2(self.m[field][level] / self.u[field][level])
            for field, levels in self.m.items()
            for level in levels
        }

    @cached_property
    def before(self) -> float:
        """What the sum starts from."""
        return log2(self.odds / (1 - self.odds))


def shares(field: str, *values: float) -> dict[str, float]:
    """From the nearest level to the farthest; they come to 1."""
    whole = sum(values)
    return {level: value / whole for level, value in zip(LEVELS[field], values, strict=True)}


# Our own judgement, by which a house begins; it is learnt anew from what is there. Checked on
# FEBRL 4 and on a hard set of invented people, not on anybody's register.
SHIPPED = Coefficients(
    m={
        "given": shares("given", 0.78, 0.02, 0.06, 0.07, 0.03, 0.04),
        "family": shares("family", 0.76, 0.03, 0.04, 0.07, 0.03, 0.07),
        "birth": shares("birth", 0.90, 0.02, 0.05, 0.015, 0.015),
        "number": shares("number", 0.55, 0.02, 0.43),
        "mail": shares("mail", 0.60, 0.03, 0.37),
        "place": shares("place", 0.45, 0.10, 0.08, 0.07, 0.30),
    },
    u={
        "given": shares("given", 0.05, 0.0015, 0.01, 0.02, 0.08, 0.8385),
        "family": shares("family", 0.06, 0.0025, 0.01, 0.02, 0.06, 0.8475),
        "birth": shares("birth", 0.001, 0.0004, 0.003, 0.03, 0.9656),
        "number": shares("number", 0.001, 0.0005, 0.9985),
        "mail": shares("mail", 0.0005, 0.0003, 0.9992),
        "place": shares("place", 0.003, 0.005, 0.02, 0.03, 0.942),
    },
    odds=0.02,
)


@dataclass(frozen=True)
class Weighed:
    """`bits` is the sum; `band` what it comes to: same, look or different."""

    agreement: Agreement
    bits: float
    band: str


def weigh(agreement: Agreement, by: Coefficients = SHIPPED) -> Weighed:
    """What is not in the agreement weighs nothing."""
    bits = by.before + sum(by.weight(name, level) for name, level in agreement.items())
    return Weighed(agreement, bits, _band(agreement, bits))


def _band(agreement, bits):
    """Weights alone take twins, and a mother and daughter of one name, for one person: they share
    all but one thing. So that is asked by itself."""
    if agreement.get("given") == agreement.get("birth") == DIFFERENT:
        return TWO_PEOPLE
    if bits >= TAKEN_FOR_SAME and _nothing_doubtful(agreement):
        return ONE_PERSON
    return LOOK if bits >= LOOKED_AT or _tells_by_itself(agreement) else TWO_PEOPLE


def _tells_by_itself(agreement):
    """One number or mailbox; or both names and the birth date, wherever she lives now."""
    if SAME in (agreement.get("number"), agreement.get("mail")):
        return True
    return all(agreement.get(name) == SAME for name in ("given", "family", "birth"))


def _nothing_doubtful(agreement):
    given, family = agreement.get("given"), agreement.get("family")
    born = agreement.get("birth") in WITHOUT_DOUBT
    return given == SAME and born and family not in (None, "another", DIFFERENT)
