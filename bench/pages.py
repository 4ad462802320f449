"""What pages cost in one process, without the wire: python -m bench.pages --size 1k --db sqlite

The house has to be there already (`make bench`); `--profile "Today"` says where the time goes.
"""

import argparse
import cProfile
import logging
import pstats
import sys
from itertools import repeat
from types import SimpleNamespace

from bench.places import SIZES, settled_in

ROUNDS = 25


def main():
    options = argparse.ArgumentParser(prog="bench.pages", description=__doc__)
    options.add_argument("--size", choices=SIZES, default="1k")
    options.add_argument("--db", choices=("sqlite", "postgres"), default="sqlite")
    options.add_argument("--profile", default="", help="one of the pages, by its title")
    asked = options.parse_args()
    with settled_in(asked.size, asked.db):
        from alongside.config import setup

        setup.prepare()
        logging.disable(logging.INFO)
        measure(asked.profile)


def measure(profiled):
    from bench import asking
    from bench.world import look_round

    world = look_round()
    inside = {one.TITLE: asking.Inside(one, world) for one in pages()}
    statements = {title: one.statements() for title, one in inside.items()}
    for title, cpu in asking.medians(inside, ROUNDS).items():
        print(f"| {title} | {statements[title]} | {cpu:.1f} |")
    if profiled:
        profile = cProfile.Profile()
        for _ in range(ROUNDS):
            profile.runcall(inside[profiled].ask)
        pstats.Stats(profile, stream=sys.stdout).sort_stats("cumulative").print_stats(80)


def pages():
    """Those of the day, and one that shows nothing."""
    from bench.questions import caselist, casepage, today

    def one(title, who, path):
        return SimpleNamespace(TITLE=title, WHO=who, requests=lambda world: repeat((path, None)))

    plain = one("a page that shows nothing", "worker", "/if-someone-asks/")
    return plain, casepage, today, one("Today of whoever leads", "senior", "/today/"), caselist


if __name__ == "__main__":
    main()
