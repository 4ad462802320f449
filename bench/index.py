"""What the search index costs by how many stand in it: python -m bench.index --owners 100k

Invented owners, each under as many tokens of each kind, and as seldom ones, as a person is found
by. Builds the index in an empty house, then times finding, entering and folding.
"""

import argparse
import sys
import time
from bisect import bisect_left
from itertools import accumulate
from pathlib import Path
from random import Random
from statistics import median
from uuid import UUID

from bench.machine import described
from bench.places import settled_in

SIZES = {"1k": 1_000, "100k": 100_000, "1m": 1_000_000}
# Of each kind: how many tokens an owner stands under, how many there are among a million owners,
# and how uneven they are (0: all alike often), after the town on which the design was tried.
KINDS = {
    "x": (16, 744_000, 0.6),
    "p": (3, 25_600, 0.75),
    "u": (2, 874_000, 0.05),
    "k": (1, 1_090, 0.45),
    "t4": (1, 10_000, 0.0),
    "t6": (1, 800_000, 0.0),
    "t": (2, 950_000, 0.0),
    "d": (1, 27_700, 0.1),
    "c": (1, 937_000, 0.0),
}
TURNS = 400
AT_ONCE = 1000


class Town:
    """Owners by lot, the same each time. In a small town names are fewer, but not as many times
    fewer as people are."""

    def __init__(self, owners):
        self.owners = owners
        share = (owners / 1_000_000) ** 0.75
        self.lots = {
            letter: list(accumulate((n + 1) ** -uneven for n in range(max(10, int(many * share)))))
            for letter, (_, many, uneven) in KINDS.items()
        }

    def of(self, n):
        """The tokens of one owner, by kind."""
        chance = Random(n)  # noqa: S311 - the same town each time
        return {
            letter: [self._drawn(letter, chance) for _ in range(each)]
            for letter, (each, _, _) in KINDS.items()
        }

    def _drawn(self, letter, chance):
        often = self.lots[letter]
        return f"{letter}:{bisect_left(often, chance.random() * often[-1])}"

    def questions(self, n):
        """What is typed about this owner: tokens, and what has to match. One letter wrong leaves
        some of the tokens and brings others that nobody stands under."""
        told = self.of(n)
        wrong = [*told["x"][:5], *(f"x:none{n}-{m}" for m in range(9)), *told["p"][:2]]
        exact = [*told["x"], *told["p"], *told["u"], *told["k"]]
        born = told["d"] + [f"d:none{n}"]
        return {
            "name": (exact, []),
            "name, one typo": (wrong, []),
            "surname alone": (told["x"][:8] + told["p"][:1], []),
            "by ear": ([*told["p"], *told["u"]], []),
            "last six digits": ([], [told["t6"]]),
            "last four digits and a typo": (wrong, [told["t4"]]),
            "birth date": ([], [born]),
            "birth date and a typo": (wrong, [born]),
        }


def build(town):
    """Nothing, where it is there."""
    from alongside.foundation.vault.index.models import Entry
    from alongside.foundation.vault.index.rebuilding import rebuild

    if Entry.objects.count() >= town.owners:
        return
    began, cpu = time.perf_counter(), time.process_time()
    rebuild(_source(town))
    taken, cpu = time.perf_counter() - began, time.process_time() - cpu
    print(f"\nbuilt in {taken:.0f} s ({cpu:.0f} s CPU), keys and cards included")


def _source(town):
    for begin in range(0, town.owners, AT_ONCE):
        yield from _entered(town, range(begin, min(begin + AT_ONCE, town.owners)))
        print(f"\r{begin + AT_ONCE} owners", end="", file=sys.stderr, flush=True)


def _entered(town, numbers):
    from alongside.foundation.vault.index.writing import Entered
    from alongside.foundation.vault.keys import cut_keys_for

    owners = [_Owner(n) for n in numbers]
    cut_keys_for(owners)
    for one in owners:
        tokens = [token for kind in town.of(one.n).values() for token in kind]
        card = {"name": f"Samira Haddad {one.n}", "born": "1992-03-08", "town": "Northgate"}
        yield Entered(one.pk, tokens, card, one.key_id)


class _Owner:
    key_id: UUID

    def __init__(self, n):
        self.n, self.pk = n, UUID(int=n + 1)


def ask(town):
    """By question: statements, milliseconds of the process, p50 and p95; how many were found."""
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    from alongside.foundation.vault.index.finding import Clues, find
    from alongside.foundation.vault.ring import ring

    chance = Random(5)  # noqa: S311 - the same questions each time
    about = [town.questions(chance.randrange(town.owners)) for _ in range(TURNS)]
    for title in about[0]:
        told = [
            Clues(frozenset(typed), tuple(map(frozenset, must)))
            for typed, must in (one[title] for one in about)
        ]
        for one in told[:20]:
            find(one)
        walls, cpu, found = [], time.process_time(), 0
        for one in told:
            ring.clear()  # a request begins without keys
            began = time.perf_counter()
            found += len(find(one))
            walls.append((time.perf_counter() - began) * 1000)
        cpu = (time.process_time() - cpu) * 1000 / TURNS
        ring.clear()
        with (
            CaptureQueriesContext(connections["default"]) as asked,
            CaptureQueriesContext(connections["keys"]) as keys,
        ):
            find(told[0])
        walls.sort()
        statements = f"{len(asked)} + {len(keys)}"
        p95 = walls[int(TURNS * 0.95)]
        yield [title, statements, f"{cpu:.1f}", f"{median(walls):.1f}", f"{p95:.1f}", found / TURNS]


def write(town):
    """Entering one by one, and one fold of a thousand."""
    from django.db import transaction

    from alongside.foundation.vault.index.folding import fold
    from alongside.foundation.vault.index.tables import standing
    from alongside.foundation.vault.index.writing import enter_many

    while fold():
        pass
    first = town.owners + 10_000_000
    entries = list(_entered(town, range(first, first + AT_ONCE)))
    began = time.perf_counter()
    for one in entries[:100]:
        with transaction.atomic():
            enter_many([one])
    alone = (time.perf_counter() - began) * 10
    began = time.perf_counter()
    enter_many(entries[100:])
    many = (time.perf_counter() - began) / 0.9
    waiting = standing().deltas
    began, cpu = time.perf_counter(), time.process_time()
    folded = fold(batch=waiting)
    taken, cpu = time.perf_counter() - began, time.process_time() - cpu
    print(
        f"\nentering one {alone:.1f} ms, of many each {many:.2f} ms; a fold of {folded} deltas "
        f"{taken:.1f} s ({cpu:.1f} s CPU)"
    )


def sizes(home):
    """Bytes for each owner, of the database's file."""
    from alongside.foundation.vault.index.models import Block, Entry

    owners, database = Entry.objects.count(), Path(home) / "data" / "alongside.sqlite3"
    told = f"{owners} owners in {Block.objects.count()} pieces"
    if database.exists():
        told += f", {database.stat().st_size // owners} bytes each"
    print(told)


def main():
    options = argparse.ArgumentParser(prog="bench.index", description=__doc__)
    options.add_argument("--owners", choices=SIZES, default="1k")
    options.add_argument("--db", choices=("sqlite", "postgres"), default="sqlite")
    asked = options.parse_args()
    with settled_in(f"index-{asked.owners}", asked.db) as home:
        from alongside.config import setup

        setup.prepare()
        town = Town(SIZES[asked.owners])
        build(town)
        sizes(home)
        print("| what | SQL, main + keys | CPU ms | p50 ms | p95 ms | found |")
        for title, *figures, found in ask(town):
            print(f"| {title} | {' | '.join(figures)} | {found:.0f} |")
        write(town)
        print(f"{asked.owners}, {asked.db}: {described()}")


if __name__ == "__main__":
    main()
