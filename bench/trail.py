"""What counting readings costs as the trail grows: python -m bench.trail --db sqlite

A house of a hundred people, whose trail is lengthened from 1,000 lines to 100,000, spread over two
years. One hour of one worker, and the openings of one file, stay the same. Prints the CPU of each
question, that of PostgreSQL's server with it, and the ratio.
"""

import argparse
import subprocess
import sys
import time
from datetime import timedelta
from random import Random
from statistics import median
from uuid import UUID, uuid4

from bench.places import settled_in

LENGTHS = (1_000, 100_000)
TIMES = 15
LAST_HOUR, OF_ONE_FILE = 200, 60


def main():
    options = argparse.ArgumentParser(prog="bench.trail", description=__doc__)
    options.add_argument("--db", choices=("sqlite", "postgres"), default="sqlite")
    options.add_argument("--build", action="store_true", help="build the house, and no more")
    asked = options.parse_args()
    if not asked.build:
        subprocess.run(
            [sys.executable, "-m", "bench.trail", "--db", asked.db, "--build"], check=True
        )
    with settled_in("trail", asked.db) as home:
        from bench.__main__ import build

        build(100 if asked.build else 0)
        if not asked.build:
            _tell([(length, _costs(home, length)) for length in LENGTHS])


def _tell(measured):
    (_few, small), (_many, large) = measured
    print("| what | CPU ms at 1,000 lines | at 100,000 | ratio |")
    print("|---|---:|---:|---:|")
    for what in small:
        ratio = large[what] / small[what]
        print(f"| {what} | {small[what]:.1f} | {large[what]:.1f} | {ratio:.2f} |")


def _costs(home, length):
    from alongside.casework.cases.models import Case
    from alongside.casework.openings.counting import hours_of_all
    from alongside.casework.openings.files import readings_of
    from alongside.casework.openings.queries import openings_of
    from alongside.foundation.accounts.models import User
    from alongside.foundation.clock import now
    from bench.asking import Inside
    from bench.world import look_round

    worker = User.objects.get(email="worker-0000@bench.example")
    senior = User.objects.get(email="senior-0000@bench.example")
    case = Case.objects.visible_to(worker).open().order_by("reference").first()
    _lengthen(length, worker, senior, case)
    page = Inside(_Opened(case.pk), look_round())

    def hour():
        return list(hours_of_all(now() - timedelta(minutes=65), now(), 10))

    def leaver():
        return openings_of(worker, senior, since=now() - timedelta(days=90), until=now())

    def day():
        return openings_of(worker, senior, since=now() - timedelta(days=1), until=now())

    asked = {
        "counting the last hour": hour,
        "who opened one file": lambda: readings_of(case, until=now()),
        "the page of it": page.ask,
        "what one person opened in a day": day,
        "what a leaver opened in 90 days": leaver,
    }
    if not hour() or not leaver() or len(readings_of(case, until=now())) < 1:
        raise SystemExit("What was to be counted is not there.")
    return {what: _cpu(home, ask) for what, ask in asked.items()}


class _Opened:
    TITLE, WHO = "who opened it", "senior"

    def __init__(self, case):
        self.case = case

    def requests(self, _world):
        while True:
            yield f"/cases/{self.case}/opened/", None


def _lengthen(length, worker, lead, case):
    """Lines that nothing but their number tells apart from real ones; no chain holds them."""
    from django.db import connection

    from alongside.foundation.audit.models import Entry
    from alongside.foundation.audit.trail import subject_of
    from alongside.foundation.clock import now

    chance, here = Random(length), now()  # noqa: S311 - the same trail each time
    others = [UUID(int=chance.getrandbits(128)) for _ in range(60)]
    files = [f"cases.case:{UUID(int=chance.getrandbits(128))}" for _ in range(2_000)]
    theirs = [subject_of(each) for each in _cases_of(worker)]
    hour = Entry.objects.filter(at__gt=here - timedelta(minutes=60), actor=worker.pk)
    if hour.count() < LAST_HOUR // 2:
        lines = [
            (worker.pk, theirs[n % len(theirs)], here - timedelta(seconds=15 * n))
            for n in range(LAST_HOUR)
        ]
        lines += [
            (
                chance.choice([worker.pk, lead.pk]),
                subject_of(case),
                here - timedelta(days=chance.uniform(1, 89)),
            )
            for _ in range(OF_ONE_FILE)
        ]
        _write(lines)
    missing = max(0, length - Entry.objects.count())
    _write(
        (chance.choice(others), chance.choice(files), here - timedelta(days=chance.uniform(1, 730)))
        for _ in range(missing)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _cases_of(worker):
    from alongside.casework.cases.models import Case

    return list(Case.objects.visible_to(worker).order_by("reference")[:100])


def _write(lines):
    from alongside.foundation.audit.models import Entry

    stream = uuid4()
    Entry.objects.bulk_create(
        (
            Entry(
                stream=stream,
                n=n,
                at=at,
                verb="visited.case_read",
                actor=who,
                subject=what,
                mac=b"",
            )
            for n, (who, what, at) in enumerate(lines, start=1)
        ),
        batch_size=500,
    )


def _cpu(home, ask):
    """Of this process, and of the database's server where there is one."""
    from bench.machine import cpu_ms

    server = home / "postgres" / "postmaster.pid"
    postgres = int(server.read_text().split()[0]) if server.exists() else 0
    ask()
    before, taken = cpu_ms(postgres) if postgres else 0.0, []
    for _ in range(TIMES):
        began = time.process_time()
        ask()
        taken.append(1000 * (time.process_time() - began))
    of_server = (cpu_ms(postgres) - before) / TIMES if postgres else 0.0
    return median(taken) + of_server


if __name__ == "__main__":
    sys.exit(main())
