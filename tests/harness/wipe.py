"""Empties the test databases between tests, where triggers forbid what Django's flush does."""

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import TransactionTestCase

KEPT = {"django_migrations", "django_content_type", "auth_permission"}


def keep_the_trail_append_only_in_tests() -> None:
    """Let tests that commit clean up after themselves without ever disarming the product."""
    TransactionTestCase._fixture_teardown = lambda test: wipe()


def wipe() -> None:
    """Delete every row of every database; tables, triggers and migrations stay."""
    for connection in connections.all():
        empty = _empty_sqlite if connection.vendor == "sqlite" else _empty_postgres
        with transaction.atomic(using=connection.alias):
            if tables := _tables_with_rows(connection):
                empty(connection, tables)


def _tables_with_rows(connection: BaseDatabaseWrapper) -> list[str]:
    with connection.cursor() as cursor:
        names = set(connection.introspection.table_names(cursor)) - KEPT
        found = []
        for name in sorted(names):
            cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(name)} LIMIT 1")  # noqa: S608
            if cursor.fetchone():
                found.append(name)
    return found


def _empty_sqlite(connection: BaseDatabaseWrapper, tables: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA defer_foreign_keys = ON")
        cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = [(name, sql) for name, table, sql in cursor.fetchall() if table in tables]
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
        _delete_all(cursor, connection, tables)
        for _, sql in triggers:
            cursor.execute(sql)


def _empty_postgres(connection: BaseDatabaseWrapper, tables: list[str]) -> None:
    # As a replica the server fires no triggers and checks no foreign keys; deleting a few rows
    # is many times faster than TRUNCATE, which makes new files.
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '20s'")
        cursor.execute("SET LOCAL session_replication_role = replica")
        _delete_all(cursor, connection, tables)


def _delete_all(cursor, connection: BaseDatabaseWrapper, tables: list[str]) -> None:
    for name in tables:
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")  # noqa: S608
