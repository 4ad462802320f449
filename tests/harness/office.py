"""One installation on this machine, asked through its command line as an operator would."""

import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import psycopg

ALONGSIDE = [sys.executable, "-c", "from alongside.config.cli import main; main()"]


class Installation:
    """A home of its own and, where the tests run on PostgreSQL, two databases of its own."""

    def __init__(self, home: Path, **settings: str):
        self.home = home
        inherited = {k: v for k, v in os.environ.items() if not k.endswith("DATABASE_URL")}
        source = os.pathsep.join(path for path in sys.path if path)
        mine = {"ALONGSIDE_HOME": str(home), "PYTHONPATH": source}
        self.environment = {**inherited, **mine, **_databases(), **settings}

    def runs(self, *words: str, typed: str = "") -> str:
        """What it says; it has to succeed."""
        done = self.tries(*words, typed=typed)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def refuses(self, *words: str, typed: str = "") -> str:
        """The one sentence by which it refuses."""
        done = self.tries(*words, typed=typed)
        assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
        return done.stderr

    def tries(self, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*ALONGSIDE, *words],
            env=self.environment,
            input=typed,
            capture_output=True,
            text=True,
            timeout=120,
        )

    def asks(self, question: str) -> str:
        """The value of a Python expression in the installation's own settings, printed."""
        lines = ["from alongside.config.setup import wake", "wake()"]
        program = "\n".join([*lines, f"print({question})"])
        done = subprocess.run(
            [sys.executable, "-c", program],
            env={**self.environment, "DJANGO_SETTINGS_MODULE": "alongside.config.settings"},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


def _databases() -> dict[str, str]:
    if not (server := os.environ.get("DATABASE_URL")):
        return {}
    addresses = {}
    for variable in ("DATABASE_URL", "KEYS_DATABASE_URL"):
        name = f"office_{uuid4().hex}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        addresses[variable] = f"{server.rsplit('/', 1)[0]}/{name}"
    return addresses
