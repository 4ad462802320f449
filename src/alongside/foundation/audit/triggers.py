"""Triggers that let lines be added to the trail and nothing else; migrations may drop them."""

from django.db import connection

APPEND_ONLY = ("audit_entry", "audit_checkpoint")
SQLITE = """CREATE TRIGGER IF NOT EXISTS {table}_no_{deed} BEFORE {deed} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""
POSTGRES = [
    """CREATE OR REPLACE FUNCTION alongside_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$""",
    "DROP TRIGGER IF EXISTS {table}_append_only ON {table}",
    "DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}",
    """CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION alongside_append_only()""",
    """CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION alongside_append_only()""",
]


def create_triggers(**signal: object) -> None:
    """After every migration, whatever it did to the tables."""
    if signal.get("using", "default") != "default":
        return
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in APPEND_ONLY:
            if table in existing:
                for statement in _statements(table):
                    cursor.execute(statement)


def missing_triggers() -> list[str]:
    """Tables of the trail that could be rewritten at this moment."""
    if connection.vendor == "sqlite":
        known = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        wanted = {t: [f"{t}_no_update", f"{t}_no_delete"] for t in APPEND_ONLY}
    else:
        known = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        wanted = {t: [f"{t}_append_only", f"{t}_no_truncate"] for t in APPEND_ONLY}
    with connection.cursor() as cursor:
        cursor.execute(known)
        present = {name for (name,) in cursor.fetchall()}
    return [table for table, triggers in wanted.items() if not present.issuperset(triggers)]


def _statements(table):
    if connection.vendor == "sqlite":
        return [SQLITE.format(table=table, deed=deed) for deed in ("update", "delete")]
    return [statement.format(table=table) for statement in POSTGRES]
