"""What a page costs, by the size of the house: python -m bench --size 1k --db sqlite

Builds the house where it is not there yet, asks each question, writes the figures beside it and
prints them; `--table` prints all houses that were measured, and the ratios between their sizes.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from bench.places import SIZES, settled_in
from bench.telling import table_of

ROUNDS = 15  # of which the median counts, for a page without the server around it


def main():
    options = argparse.ArgumentParser(prog="bench", description=__doc__)
    options.add_argument("--size", choices=SIZES, default="1k")
    options.add_argument("--db", choices=("sqlite", "postgres"), default="sqlite")
    options.add_argument("--times", type=int, default=100, help="requests for each question")
    options.add_argument("--only", default="", help="questions whose name begins like this")
    options.add_argument("--without", default=[], action="append", help="not those that do")
    options.add_argument("--build", action="store_true", help="build the house, and no more")
    options.add_argument("--table", action="store_true", help="what was measured, and no more")
    asked = options.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # its PostgreSQL is stopped in order
    place = Path(os.environ.get("ALONGSIDE_BENCH_HOME", "var/bench")).resolve()
    if not asked.table:
        if asked.build:
            with settled_in(asked.size, asked.db):
                return build(SIZES[asked.size])
        # In a process of its own: the one that makes a house has other keys than its server.
        subprocess.run([sys.executable, "-m", "bench", *sys.argv[1:], "--build"], check=True)
        with settled_in(asked.size, asked.db) as home:
            build(0)
            figures = measure(home, asked.times, asked.only, asked.without)
        if asked.only:
            return print(table_of({f"{asked.size}-{asked.db}": figures}))
        (place / f"{asked.size}-{asked.db}.json").write_text(json.dumps(figures, indent=1))
    measured = place.glob("[0-9]*-*.json")
    print(table_of({path.stem: json.loads(path.read_text()) for path in measured}))


def build(people):
    """Nothing, where they are there."""
    from alongside.config import setup

    setup.prepare()
    from bench.filling import build as build_house

    build_house(people, say=_say)


def measure(home, times, only, without):
    from bench import asking, crypto, questions
    from bench.machine import cpu_ms, described
    from bench.office import Office, measured
    from bench.world import look_round

    world = look_round()
    server = home / "postgres" / "postmaster.pid"
    postgres = int(server.read_text().split()[0]) if server.exists() else 0
    database_cpu = (lambda: cpu_ms(postgres)) if postgres else (lambda: 0.0)
    figures = {"machine": described(), "crypto": crypto.costs_us(), "questions": {}}
    asked = [
        one
        for one in questions.ALL
        if one.TITLE.startswith(only) and not one.TITLE.startswith(tuple(without))
    ]
    inside = {question.TITLE: asking.Inside(question, world) for question in asked}
    for title, one in inside.items():
        told = {"statements": one.statements(), "sealing": one.sealing()}
        figures["questions"][title] = told
    for title, alone in asking.medians(inside, ROUNDS).items():
        figures["questions"][title]["page_ms"] = alone
    with closing(Office()) as office:
        figures["settled"] = office.settled(database_cpu)
        for question in asked:
            found = measured(office, question, world, times, database_cpu)
            figures["questions"][question.TITLE] |= found
        figures["memory"] = office.memory_mb()
    return figures


def _say(done):
    if done % 1000 == 0:
        print(f"\r{done} people", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
