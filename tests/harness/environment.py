"""Gives every test process a home of its own before Django reads its settings."""

import os
import shutil
import tempfile
from pathlib import Path

from alongside.config.catalogues import compile_catalogues

RUN = "TESTS_HOME"  # the first process makes the folder, its workers inherit the name


def settle_in() -> Path:
    """A fresh ALONGSIDE_HOME, and nothing left of the developer's own settings."""
    for name in [name for name in os.environ if name.startswith("ALONGSIDE_")]:
        del os.environ[name]
    if "TESTS_ON_POSTGRES" not in os.environ:  # never touch a server that happens to be configured
        os.environ.pop("DATABASE_URL", None)
        os.environ.pop("KEYS_DATABASE_URL", None)
    home = Path(os.environ[RUN]) / os.environ.get("PYTEST_XDIST_WORKER", "main")
    for folder in ("data", "keys"):
        (home / folder).mkdir(parents=True, exist_ok=True, mode=0o700)
    os.environ["ALONGSIDE_HOME"] = str(home)
    os.environ["ALONGSIDE_HTTPS"] = "no"  # the browser of the stories speaks to it directly
    return home


def pytest_configure() -> None:
    compile_catalogues()  # a catalogue that has just been pulled is read as it is now


def pytest_unconfigure() -> None:
    if made_here:
        shutil.rmtree(os.environ.pop(RUN), ignore_errors=True)


if made_here := RUN not in os.environ:
    os.environ[RUN] = tempfile.mkdtemp(prefix="alongside-tests-")
settle_in()
