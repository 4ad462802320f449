"""Server and worker, each a process of its own: started together, watched, stopped together."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence

import structlog

STOP_WITHIN = 4.5  # seconds, after which what still runs is killed
LOOKS_EVERY = 0.2
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
STAYED_UP = 60.0  # seconds after which an earlier death no longer counts
DIES_WITH_ITS_PARENT = 1  # PR_SET_PDEATHSIG

THE_WORKER = [sys.executable, "-c", "from alongside.config.cli import main; main()", "worker"]


def the_server(host: str, port: int) -> list[str]:
    """granian, with enough threads for slow telephones and a limit to how long it takes to stop."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi"]
    command += ["--host", host, "--port", str(port)]
    command += ["--workers", os.environ.get("ALONGSIDE_WORKERS", "2"), "--blocking-threads", "16"]
    command += ["--workers-kill-timeout", "2", "--respawn-failed-workers", "--no-ws"]
    return [*command, "--http", "auto", "--log-level", "error", "alongside.config.wsgi:application"]


class Supervisor:
    """Without the server there is no service, so its end is the end. A worker that died is
    started again, after a longer pause each time."""

    def __init__(self, server: Sequence[str], worker: Sequence[str]):
        self.commands = {"server": server, "worker": worker}
        self.stopping = False
        self.pause, self.started, self.starts_at = FIRST_PAUSE, 0.0, 0.0
        self.log = structlog.get_logger()

    def run(self) -> int:
        """Until told to stop, or the server ended; the exit code to end with."""
        for told in (signal.SIGTERM, signal.SIGINT):
            signal.signal(told, self._stop)
        self.server, self.worker = self._begin("server"), self._begin("worker")
        while not self.stopping and self.server.poll() is None:
            self._look_after_the_worker()
            time.sleep(LOOKS_EVERY)
        code = self.server.poll()
        _end([self.server, self.worker])
        return 0 if self.stopping else code or 1

    def _look_after_the_worker(self):
        moment = time.monotonic()
        if self.worker.poll() is None:
            if moment - self.started > STAYED_UP:
                self.pause = FIRST_PAUSE
        elif not self.starts_at:
            self.log.warning("the worker died", code=self.worker.returncode, pause=self.pause)
            self.starts_at = moment + self.pause
            self.pause = min(self.pause * 2, LONGEST_PAUSE)
        elif moment >= self.starts_at:
            self.worker, self.starts_at = self._begin("worker"), 0.0

    def _begin(self, which):
        self.started = time.monotonic()
        return subprocess.Popen(self.commands[which], preexec_fn=_die_with_parent)

    def _stop(self, *signal_and_frame):
        self.stopping = True


def _end(children):
    """Asked to stop, and killed where that takes too long."""
    until = time.monotonic() + STOP_WITHIN
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(timeout=max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _die_with_parent():
    # Else a killed supervisor would leave a server behind that still holds the port.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIES_WITH_ITS_PARENT, signal.SIGTERM)
