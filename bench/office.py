"""The service itself, started as an operator would, and asked over the wire."""

import os
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from itertools import islice
from statistics import quantiles
from threading import Thread
from urllib.parse import urlencode

from bench.asking import WentWrong, expect
from bench.machine import cpu_ms, memory_mb
from bench.world import CSRF

ALONGSIDE = [sys.executable, "-c", "from alongside.config.cli import main; main()"]
TOGETHER = 4
LONGEST_SETTLING, LOOK, CALM = 900, 5, 0.05  # seconds; of one processor


class Office:
    """Two workers of the server, as it comes."""

    def __init__(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        source = os.pathsep.join(path for path in sys.path if path)
        self.server = subprocess.Popen(
            [*ALONGSIDE, "serve", "--port", str(self.port)],
            env={**os.environ, "PYTHONPATH": source},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 180
        while not self.answers():
            if time.monotonic() > deadline or self.server.poll() is not None:
                self.close()
                raise SystemExit("The server did not start.")
            time.sleep(0.2)

    def settled(self, database_cpu):
        """Waits until the background process has done what every start finds waiting. How many
        seconds that took, or None where it went on for longer than is waited."""
        began = time.monotonic()
        while (waited := time.monotonic() - began) < LONGEST_SETTLING:
            before = self.cpu_ms() + database_cpu()
            time.sleep(LOOK)
            if self.cpu_ms() + database_cpu() - before < CALM * 1000 * LOOK:
                return waited
        return None

    def close(self):
        self.server.terminate()
        self.server.wait(20)

    def answers(self):
        try:
            return Wire(self.port, {}).ask("/health/ready/", None) == 200
        except OSError:
            return False

    def cpu_ms(self):
        return cpu_ms(self.server.pid)

    def memory_mb(self):
        return memory_mb(self.server.pid)


class Wire:
    """One browser, which keeps its connection."""

    def __init__(self, port, cookies):
        self.line = HTTPConnection("localhost", port, timeout=120)
        self.headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
        self.origin = f"http://localhost:{port}"

    def ask(self, path, form):
        if form is None:
            self.line.request("GET", path, headers=self.headers)
        else:
            kind = {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.origin}
            sent = urlencode({**form, "csrfmiddlewaretoken": CSRF})
            self.line.request("POST", path, sent, {**self.headers, **kind})
        answer = self.line.getresponse()
        answer.read()
        if "/sign-in/" in answer.getheader("Location", ""):
            raise WentWrong(f"{path} led to the sign-in.")
        return answer.status


def measured(office, question, world, times, database_cpu):
    """One after another for the time each takes, then four at once for how many there can be."""
    wire = Wire(office.port, world.cookies[question.WHO])
    requests = question.requests(world)
    for path, form in islice(requests, 2 * TOGETHER):  # both workers have read their templates
        _expect(wire, path, form, question)
    before, database_before, took = office.cpu_ms(), database_cpu(), []
    for path, form in islice(requests, times):
        began = time.perf_counter()
        _expect(wire, path, form, question)
        took.append(1000 * (time.perf_counter() - began))
    cut = quantiles(took, n=20, method="inclusive")
    return {
        "cpu_ms": (office.cpu_ms() - before) / times,
        "database_ms": (database_cpu() - database_before) / times,
        "p50": cut[9],
        "p95": cut[18],
        "per_second": _at_once(office, question, world, times),
    }


def _at_once(office, question, world, times):
    def work():
        wire = Wire(office.port, world.cookies[question.WHO])
        for path, form in islice(question.requests(world), times // TOGETHER):
            _expect(wire, path, form, question)

    crowd = [Thread(target=work) for _ in range(TOGETHER)]
    began = time.perf_counter()
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    return times // TOGETHER * TOGETHER / (time.perf_counter() - began)


def _expect(wire, path, form, question):
    expect(path, form, wire.ask(path, form), getattr(question, "ANSWERS", None))
