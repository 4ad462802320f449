"""Keeps the migrated, empty databases of the tests, so that only a new migration is waited for."""

import hashlib
import os
import shutil
from pathlib import Path

import django
import pytest
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker

import alongside


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    for alias, kept in _templates(request.config):
        if kept.exists():
            shutil.copyfile(kept, connections[alias].settings_dict["TEST"]["NAME"])


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """After the first migration, and before any test has written a row."""
    with django_db_blocker.unblock():
        for alias, kept in _templates(request.config):
            if not kept.exists():
                _keep(alias, kept)


def _templates(config):
    """Where the template of each database lies; PostgreSQL has a server of its own each time."""
    folder = config.cache.mkdir("migrated")
    return [
        (alias, folder / f"{_migrations()}-{alias}.sqlite3")
        for alias in connections
        if connections[alias].vendor == "sqlite"
    ]


def _migrations():
    """What every migration says, ours and Django's: whoever changes one starts from nothing."""
    source = Path(alongside.__file__).parent
    told = hashlib.sha256(django.__version__.encode())
    for page in sorted(source.rglob("migrations/*.py")):
        told.update(str(page.relative_to(source)).encode() + page.read_bytes())
    return told.hexdigest()[:16]


def _keep(alias, kept):
    """By SQLite's own copying, which sees what still lies in the write-ahead log."""
    connection = connections[alias]
    connection.ensure_connection()
    passing = kept.with_suffix(f".{os.getpid()}")
    with type(connection.connection)(passing) as copy:
        connection.connection.backup(copy)
    os.replace(passing, kept)
