"""Learning the weights from pairs nobody has labelled: expectation and maximisation.

The pairs are counted by pattern first, of which there are few. What a house begins with counts as
some hundreds of pairs beside its own, so that a small house is not led astray by its chance."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import log

from alongside.casework.people.weighing.levels import LEVELS, Agreement
from alongside.casework.people.weighing.weights import SHIPPED, Coefficients

Pattern = tuple[str | None, ...]
Mass = dict[str, dict[str, float]]

FIELDS = tuple(LEVELS)
FEWEST = 500  # pairs; from fewer nothing is learnt
BELIEVED = 200.0  # pairs that the start stands for, of each kind
ROUNDS, STILL = 200, 1e-7
RAREST = 1e-9


@dataclass(frozen=True)
class Learnt:
    """`likelihoods` is the log of it before each round, and after the last: it never falls."""

    coefficients: Coefficients
    likelihoods: tuple[float, ...]


def pattern(agreement: Agreement) -> Pattern:
    """The levels in the order of the fields, None for what is missing."""
    return tuple(agreement.get(name) for name in FIELDS)


def learn(
    counts: Counter[Pattern], *, start: Coefficients = SHIPPED, believed: float = BELIEVED
) -> Learnt:
    """From how often each pattern was met among pairs that share something."""
    now, before = start, _likelihood(counts, start, start, believed)
    likelihoods = [before]
    for _round in range(ROUNDS):
        now = _maximised(counts, now, start, believed)
        likelihoods.append(_likelihood(counts, now, start, believed))
        if likelihoods[-1] - before <= STILL * abs(before):
            break
        before = likelihoods[-1]
    return Learnt(in_order(now), tuple(likelihoods))


def chances(seen: Pattern, by: Coefficients) -> tuple[float, float]:
    """Of this pattern with one person, and with two."""
    one, two = by.odds, 1 - by.odds
    for name, level in zip(FIELDS, seen, strict=True):
        if level is not None:
            one, two = one * by.m[name][level], two * by.u[name][level]
    return one, two


def _maximised(counts, now, start, believed):
    m, u = _mass(start.m, believed), _mass(start.u, believed)
    single = believed * start.odds
    for seen, many in counts.items():
        one, two = chances(seen, now)
        share = one / (one + two)
        single += many * share
        for name, level in zip(FIELDS, seen, strict=True):
            if level is not None:
                m[name][level] += many * share
                u[name][level] += many * (1 - share)
    return Coefficients(_shares(m), _shares(u), single / (believed + sum(counts.values())))


def _mass(shares, believed):
    return {
        name: {level: max(believed * share, RAREST) for level, share in levels.items()}
        for name, levels in shares.items()
    }


def _shares(mass: Mass) -> Mass:
    return {
        name: {level: value / sum(levels.values()) for level, value in levels.items()}
        for name, levels in mass.items()
    }


def _likelihood(counts, by, start, believed):
    """Of what was met, and of what was believed at the start."""
    met = sum(many * log(sum(chances(seen, by))) for seen, many in counts.items())
    return met + believed * sum(_belief(by, start))


def _belief(by: Coefficients, start: Coefficients) -> Iterator[float]:
    yield start.odds * log(by.odds) + (1 - start.odds) * log(1 - by.odds)
    for old, new in ((start.m, by.m), (start.u, by.u)):
        for name, levels in old.items():
            yield from (share * log(new[name][level]) for level, share in levels.items())


def in_order(by: Coefficients) -> Coefficients:
    """Nearer never weighs less than farther: neighbours that say otherwise are taken together."""
    m = {name: dict(_ordered(by.m[name], by.u[name], LEVELS[name])) for name in FIELDS}
    return Coefficients(m, by.u, by.odds)


def _ordered(m, u, levels):
    groups = []
    for level in levels:
        groups.append((m[level], u[level], [level]))
        while len(groups) > 1 and _ratio(groups[-2]) < _ratio(groups[-1]):
            last, first = groups.pop(), groups.pop()
            groups.append((first[0] + last[0], first[1] + last[1], first[2] + last[2]))
    for group in groups:
        yield from ((level, u[level] * _ratio(group)) for level in group[2])


def _ratio(group):
    return group[0] / group[1]
