"""What finding somebody costs, sealed and in clear: python -m bench.search --size 1m --db sqlite

The same people are asked for in the same words: in the house's sealed index with its ranking, as
whoever searches uses it, and by `pg_trgm` over plaintext. Kind by kind, by turns: so a busy
minute of the machine falls on both. Right is whoever nothing of what was typed tells apart from the
one who was meant; *recall* is how often such a one is among the first ten. CPU is that of this
process and of the server process that answered it, search by search."""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path
from statistics import quantiles
from unittest.mock import patch

from bench.places import SIZES, settled_in

FIRST = 10
PORTION = 20  # askings of one, before the other has its turn
HEAD = "what|SQL|pieces|CPU p50|CPU p95|p50|p95|recall"
HEAD += "|pg_trgm: CPU p50|CPU p95|p50|p95|recall|CPU p50 to pg_trgm|CPU p95|p95"


def main():
    options = argparse.ArgumentParser(prog="bench.search", description=__doc__)
    options.add_argument("--size", choices=SIZES, default="1k")
    options.add_argument("--db", choices=("sqlite", "postgres"), default="sqlite")
    options.add_argument("--times", type=int, default=200, help="askings of each kind")
    asked = options.parse_args()
    house = ["--size", asked.size, "--db", asked.db, "--build"]
    subprocess.run([sys.executable, "-m", "bench", *house], check=True)
    place = Path(os.environ.get("ALONGSIDE_BENCH_HOME", "var/bench")).resolve()
    with settled_in(asked.size, asked.db):
        from alongside.config import setup

        setup.prepare()
        figures = compared(place, SIZES[asked.size], asked)
    (place / f"search-{asked.size}-{asked.db}.json").write_text(json.dumps(figures, indent=1))
    tell(figures)


def compared(place, people, asked):
    from bench.machine import described
    from bench.places import for_the_server
    from bench.plaintext import plaintext
    from bench.typed import KINDS, typed_about

    sealed, kinds = Sealed(), {}
    plain_place = for_the_server(place / f"plain-{asked.size}")
    with plaintext(people, plain_place, print) as plain:
        for kind in KINDS:
            questions = list(islice(typed_about(kind, people), asked.times + PORTION))
            ways = {"sealed": sealed, "plain": Clear(plain)}
            for way in ways.values():
                for _who, words in questions[:PORTION]:
                    way.find(kind, words)
            taken = {name: Taken() for name in ways}
            for begin in range(PORTION, len(questions), PORTION):
                for name, way in ways.items():
                    taken[name].ask(way, kind, questions[begin : begin + PORTION])
            kinds[kind.title] = {name: one.told() for name, one in taken.items()}
            kinds[kind.title]["sealed"] |= sealed.counted(kind, questions[0][1])
            print(f"{kind.title}: {kinds[kind.title]}", file=sys.stderr, flush=True)
        bytes_each = plain.bytes_each(people)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    told = {"machine": described(), "memory": memory, "plain bytes each": bytes_each}
    return {"house": f"{asked.size}, {asked.db}", "kinds": kinds, **told}


class Taken:
    """What one way of finding took, and how often it was right."""

    def __init__(self):
        self.walls, self.cpu, self.right = [], [], 0

    def ask(self, way, kind, questions):
        found = []
        for _who, words in questions:
            way.begin()
            server, own, at = way.server_ms(), time.process_time(), time.perf_counter()
            found.append(way.find(kind, words))
            self.walls.append(1000 * (time.perf_counter() - at))
            self.cpu.append(1000 * (time.process_time() - own) + way.server_ms() - server)
        for (who, _words), some in zip(questions, found, strict=True):
            self.right += any(kind.is_meant(who, one) for one in way.people(some))

    def told(self):
        wall, cpu = (quantiles(one, n=20, method="inclusive") for one in (self.walls, self.cpu))
        told = {"cpu50": cpu[9], "cpu95": cpu[18], "p50": wall[9], "p95": wall[18]}
        return {**told, "recall": self.right / len(self.walls)}


class Sealed:
    """The house: read what was typed, find, open the cards, rank."""

    def __init__(self):
        from django.db import connections

        for connection in connections.all():
            connection.ensure_connection()
        served = [one.connection for one in connections.all() if one.vendor == "postgresql"]
        self.servers = [one.info.backend_pid for one in served]

    def server_ms(self):
        """Of the processes of PostgreSQL that answer here, where there are any."""
        from bench.machine import on_cpu_ms

        return sum(map(on_cpu_ms, self.servers))

    def begin(self):
        """A request begins without keys."""
        from alongside.foundation.vault.ring import ring

        ring.clear()

    def find(self, kind, words):
        from alongside.casework.people.finding.asking import read_words
        from alongside.casework.people.finding.queries import find_people

        return [hit.person for hit in find_people(read_words(words), keep=None, limit=FIRST)]

    def people(self, found):
        from bench.residents import number_of, resident

        return [resident(number_of(pk)) for pk in found]

    def counted(self, kind, words):
        """Statements of one search, and how many pieces of lists it read."""
        from django.db import connections
        from django.test.utils import CaptureQueriesContext

        from alongside.foundation.vault.index import tables

        pieces, blocks = [], tables.blocks

        def read(labels):
            found = blocks(labels)
            pieces.append(len(found))
            return found

        self.begin()
        with (
            CaptureQueriesContext(connections["default"]) as main,
            CaptureQueriesContext(connections["keys"]) as keys,
            patch.object(tables, "blocks", read),
        ):
            self.find(kind, words)
        return {"statements": len(main) + len(keys), "pieces": sum(pieces)}


class Clear:
    """PostgreSQL with `pg_trgm`."""

    def __init__(self, plain):
        self.plain, self.server_ms = plain, plain.cpu_ms

    def begin(self):
        """Nothing is kept from one to the next."""

    def find(self, kind, words):
        return self.plain.find(kind.title, words)

    def people(self, found):
        from bench.residents import resident

        return [resident(number) for number in found]


def tell(figures):
    """In Markdown."""
    heads = HEAD.split("|")
    print("| " + " | ".join(heads) + " |\n|---|" + "---:|" * (len(heads) - 1))
    for title, one in figures["kinds"].items():
        ours, plain = one["sealed"], one["plain"]
        cells = [title, ours["statements"], ours["pieces"], *_cells(ours), *_cells(plain)]
        cells += [f"{ours[each] / plain[each]:.2f}" for each in ("cpu50", "cpu95", "p95")]
        print("| " + " | ".join(map(str, cells)) + " |")
    print(
        f"\n{figures['house']}: {figures['machine']}; {figures['memory']} MB at most; plaintext "
        f"takes {figures['plain bytes each']} bytes each"
    )


def _cells(one):
    return [f"{one[each]:.1f}" for each in ("cpu50", "cpu95", "p50", "p95")] + [
        f"{one['recall']:.3f}"
    ]


if __name__ == "__main__":
    main()
