"""Where the houses of the benchmark lie: built once for each size and database, then kept."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.harness.postgres import private_server, server_user

SIZES = {"200": 200, "1k": 1_000, "10k": 10_000, "100k": 100_000, "1m": 1_000_000}


@contextmanager
def settled_in(size: str, database: str) -> Iterator[Path]:
    """The environment of that house, its server of PostgreSQL running; before Django is loaded."""
    home = Path(os.environ.get("ALONGSIDE_BENCH_HOME", "var/bench")).resolve()
    home = home / f"{size}-{database}"
    home.mkdir(parents=True, exist_ok=True)
    for name in [name for name in os.environ if name.startswith("ALONGSIDE_")]:
        del os.environ[name]
    told = {"ALONGSIDE_HOME": str(home), "ALONGSIDE_HTTPS": "no", "ALONGSIDE_HOSTS": "localhost"}
    os.environ |= {**told, "DJANGO_SETTINGS_MODULE": "alongside.config.settings"}
    if database == "sqlite":
        yield home
        return
    with private_server(kept=for_the_server(home / "postgres")) as addresses:
        os.environ |= addresses
        yield home


def for_the_server(folder: Path) -> Path:
    """A folder in which PostgreSQL keeps what it has, and which is its own."""
    folder.mkdir(exist_ok=True, mode=0o700)
    if user := server_user():  # PostgreSQL refuses to run as root
        shutil.chown(folder, user)
    return folder
