"""What one would have without any sealing: the same people in clear in PostgreSQL, names under a
`pg_trgm` index. Written as its manual shows it, with the commonest threshold."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from tests.harness.postgres import Server

from bench.machine import on_cpu_ms
from bench.residents import resident

TABLE = """
CREATE TABLE person (
    number integer PRIMARY KEY, name text NOT NULL, born date NOT NULL,
    mobile text NOT NULL, postcode text NOT NULL
)"""
INDEXES = (
    "CREATE INDEX ON person USING gin (name gin_trgm_ops)",
    "CREATE INDEX ON person (right(mobile, 6))",
    "CREATE INDEX ON person (born)",
)
BY_NAME = """
SELECT number, name, born FROM person WHERE name % %s
ORDER BY similarity(name, %s) DESC LIMIT 10""".replace("% %s", "%% %s")
BY_NUMBER = "SELECT number, name, born FROM person WHERE right(mobile, 6) = %s LIMIT 10"
BY_BIRTH = "SELECT number, name, born FROM person WHERE born = %s LIMIT 10"
BY_BOTH = """
SELECT number, name, born FROM person WHERE born = %s
ORDER BY similarity(name, %s) DESC LIMIT 10"""


class Plain:
    """The server and one connection to it."""

    def __init__(self, connection: psycopg.Connection):
        self.connection = connection

    def find(self, kind: str, words: str) -> list[int]:
        """The numbers of those it finds, at most ten, best first."""
        statement, values = _statement(kind, words)
        return [row[0] for row in self.connection.execute(statement, values).fetchall()]

    def cpu_ms(self) -> float:
        """Of the process of the server that answers here."""
        return on_cpu_ms(self.connection.info.backend_pid)

    def bytes_each(self, people: int) -> int:
        """Table and indexes, for each person."""
        size = self.connection.execute("SELECT pg_total_relation_size('person')").fetchone()
        return size[0] // people


def _statement(kind, words):
    if kind == "last six digits":
        return BY_NUMBER, (words,)
    if kind == "birth date":
        return BY_BIRTH, (_day(words),)
    if kind == "birth date, name with a typo":
        name, _, day = words.rpartition(" ")
        return BY_BOTH, (_day(day), name)
    return BY_NAME, (words, words)


def _day(written):
    day, month, year = written.split("/")
    return f"{year}-{month}-{day}"


@contextmanager
def plaintext(people: int, folder: Path, say: Callable[[str], None]) -> Iterator[Plain]:
    """Built where it is not there yet, then kept."""
    with Server(folder) as server:
        try:
            address = f"host={server.folder} user=postgres"
            with psycopg.connect(f"{address} dbname=postgres", autocommit=True) as admin:
                found = admin.execute("SELECT 1 FROM pg_database WHERE datname = 'plain'")
                if not found.fetchone():
                    admin.execute("CREATE DATABASE plain TEMPLATE template0 LOCALE 'C.UTF-8'")
            with psycopg.connect(f"{address} dbname=plain", autocommit=True) as connection:
                _build(connection, people, say)
                # All in one process, whose time can be read; it is ours that has one core too.
                connection.execute("SET max_parallel_workers_per_gather = 0")
                yield Plain(connection)
        finally:
            server.run("pg_ctl", "-D", server.data, "-m", "fast", "-w", "stop")


def _build(connection, people, say):
    there = connection.execute("SELECT to_regclass('person')").fetchone()[0]
    if there:
        return
    began = time.perf_counter()
    connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    with connection.transaction():
        connection.execute(TABLE)
        with connection.cursor().copy("COPY person FROM STDIN") as lines:
            for number in range(people):
                who = resident(number)
                mobile = who.mobile.replace(" ", "")
                lines.write_row((number, who.name, who.born, mobile, who.postcode))
        for statement in INDEXES:
            connection.execute(statement)
    connection.execute("VACUUM ANALYZE person")
    say(f"plaintext built in {time.perf_counter() - began:.0f} s")
