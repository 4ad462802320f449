"""`alongside serve` as an operator meets it: web and worker together, stopped within seconds."""

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from tests.harness.office import Installation
from tests.stories.test_kill import Office

AT_LAST = 30  # seconds: five, on a machine that does nothing else; without an end, for ever
# A worker with one more kind of work, which takes as long as its environment says.
PATIENT = """
import os, time
from alongside.config import setup
setup.wake()
from alongside.foundation.jobs.kinds import job
from alongside.foundation.jobs.worker import Worker
@job("sleeps", "sleeps")
def sleeps(**asked):
    open(os.environ["BEGUN"], "a").write("x")
    time.sleep(float(os.environ["TAKES"]))
Worker(pause=0.1, patience=2).run()
"""
HALF_A_FORM = b"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\n"
ASK = "__import__('alongside.foundation.jobs.models', fromlist=['Job']).Job"


def until(happens, seconds=60):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if happens():
            return
        time.sleep(0.05)
    raise AssertionError("It did not happen.")


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path)
    office.start()
    yield office
    if office.server.poll() is None:
        office.kill()


def workers_of(office):
    asked = ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(office.server.pid)]
    listed = subprocess.run(asked, capture_output=True, text=True).stdout.splitlines()
    return [int(line.split()[0]) for line in listed if line.endswith(" worker")]


def jobs_done(office):
    asked = "SELECT count(*) FROM jobs_job WHERE done_at IS NOT NULL"
    return office.ask(asked)[0][0]


@pytest.mark.alone
def test_web_and_worker_start_together_and_stop_together(office):
    until(lambda: jobs_done(office) >= 3)
    slow = [socket.create_connection(("127.0.0.1", office.port)) for _ in range(20)]
    for connection in slow:
        connection.sendall(
            b"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\n"
        )
    office.server.send_signal(signal.SIGTERM)
    assert office.server.wait(timeout=AT_LAST) == 0
    assert not office.answers() and not workers_of(office)
    for connection in slow:
        connection.close()


@pytest.mark.alone
def test_a_worker_that_died_is_started_again_and_the_pages_never_stopped(office):
    until(lambda: workers_of(office))
    (first,) = workers_of(office)
    os.kill(first, signal.SIGKILL)
    until(lambda: workers_of(office) and workers_of(office) != [first])
    assert office.answers() and office.server.poll() is None


@pytest.mark.alone
def test_a_killed_supervisor_takes_server_and_worker_with_it(office):
    until(lambda: workers_of(office))
    (worker,) = workers_of(office)
    os.kill(office.server.pid, signal.SIGKILL)
    office.server.wait()
    until(lambda: not office.answers())
    until(lambda: not os.path.exists(f"/proc/{worker}/status"))


class Bench:
    """An installation with one job that takes its time, and workers to put to it."""

    def __init__(self, home):
        self.installation = Installation(home, ALONGSIDE_HTTPS="no")
        self.installation.runs("setup")
        self.begun = home / "begun"
        operator = "__import__('alongside.foundation.accounts.commands', fromlist=['x'])"
        asked = f"asked_by={operator}.the_operator().pk"
        self.installation.asks(f"{ASK}.objects.create(kind='sleeps', {asked})")

    def worker(self, takes):
        given = {"BEGUN": str(self.begun), "TAKES": str(takes)}
        given |= {"DJANGO_SETTINGS_MODULE": "alongside.config.settings"}
        environment = {**self.installation.environment, **given}
        return subprocess.Popen([sys.executable, "-c", PATIENT], env=environment)

    def times_begun(self):
        return len(self.begun.read_text()) if self.begun.exists() else 0

    def job(self):
        told = (
            f"list({ASK}.objects.filter(kind='sleeps').values_list('tries', 'holder', 'trouble'))"
        )
        return self.installation.asks(told)


@pytest.fixture
def bench(tmp_path):
    return Bench(tmp_path)


@pytest.mark.alone
@pytest.mark.postgres
def test_told_to_stop_a_worker_gives_back_what_it_cannot_finish(bench):
    worker = bench.worker(takes=60)
    until(lambda: bench.times_begun() == 1)
    worker.terminate()
    assert worker.wait(timeout=AT_LAST) == 0
    assert bench.job() == "[(0, None, '')]", "given back: no try is counted"


@pytest.mark.alone
@pytest.mark.postgres
def test_told_to_stop_a_worker_finishes_what_it_can(bench):
    worker = bench.worker(takes=1)
    until(lambda: bench.times_begun() == 1)
    worker.terminate()
    assert worker.wait(timeout=30) == 0
    assert bench.job() == "[]", "done"


@pytest.mark.alone
@pytest.mark.postgres
def test_what_a_killed_worker_held_is_done_by_another(bench):
    killed = bench.worker(takes=60)
    until(lambda: bench.times_begun() == 1)
    killed.kill()
    killed.wait()
    other = bench.worker(takes=0)
    until(lambda: bench.times_begun() == 2, seconds=120)
    until(lambda: bench.job() == "[]")
    other.terminate()
    assert other.wait(timeout=30) == 0
