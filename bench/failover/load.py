"""Eight workers who log contacts through the real pages, and send again whatever was refused."""

import re
import time
from http.client import HTTPException
from threading import Event, Thread
from urllib.error import HTTPError
from uuid import uuid4

from tests.stories.test_kill import WRITERS, Office, Writer, token_in

WORDS = {"channel": "phone", "reached": "yes", "minutes": "7", "on": "today"}


class Load:
    def __init__(self, cluster, home):
        home.mkdir()
        self.office, self.enough = Office(home), Event()
        self.office.environment["DATABASE_URL"] = cluster.address("alongside")
        self.office.environment["KEYS_DATABASE_URL"] = cluster.address("alongside_keys")
        self.workers = []

    def start(self):
        self.office.start()
        first = Writer(self.office)
        first.sign_in()
        cases = re.findall(r"/cases/([0-9a-f-]{36})/", first.read("/cases/"))
        self.workers = [
            Persistent(self.office, case, first.browser, self.enough)
            for case in (cases * WRITERS)[:WRITERS]
        ]
        for worker in self.workers:
            worker.start()

    def stop(self):
        self.enough.set()
        for worker in self.workers:
            worker.join(60)

    def end(self):
        self.enough.set()
        if self.office.server.poll() is None:
            self.office.kill()

    def acknowledged(self):
        return {once for worker in self.workers for once, _ in worker.told}

    def count(self):
        return sum(len(worker.told) for worker in self.workers)

    def refused(self):
        return sum(worker.refused for worker in self.workers)

    def gap_since(self, began):
        """Seconds between the last and the first acknowledgement on either side of the trouble:
        the longest silence from then on, once five seconds have passed without another."""
        calm = began + 8
        while time.monotonic() < began + 180:
            moments = sorted(
                at for worker in self.workers for _, at in worker.told if at > began - 2
            )
            pairs = zip(moments, moments[1:], strict=False)
            gap, over = max(((b - a, b) for a, b in pairs), default=(0, 0))
            if gap > 1 and time.monotonic() > max(calm, over + 5):
                return gap
            if time.monotonic() > began + 40 and moments and moments[-1] > began + 38:
                return gap
            time.sleep(0.5)
        raise SystemExit("Nothing could be saved for three minutes.")


class Persistent(Thread):
    """Sends one contact until it is acknowledged, then the next."""

    def __init__(self, office, case, browser, enough):
        super().__init__(daemon=True)
        self.writer = Writer(office, case, browser)
        self.enough, self.told, self.refused = enough, [], 0

    def run(self):
        page = f"/cases/{self.writer.case}/contacts/add/"
        csrf = token_in(self.writer.read(page))
        while not self.enough.is_set():
            self.log(page, csrf, str(uuid4()))

    def log(self, page, csrf, once):
        while not self.enough.is_set():
            try:
                answer = self.writer.send(page, csrfmiddlewaretoken=csrf, once=once, **WORDS)
            except (HTTPError, OSError, HTTPException):
                self.refused += 1
                time.sleep(0.2)
                continue
            if not answer.url.endswith("/add/"):
                self.told.append((once, time.monotonic()))
                return
            self.refused += 1
            time.sleep(0.2)
