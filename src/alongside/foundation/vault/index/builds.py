"""Which builds of the index there are, how far each is folded, and what one leaves when it ends."""

from datetime import datetime

from django.db import connection

from alongside.foundation.clock import now
from alongside.foundation.vault.index import sql
from alongside.foundation.vault.index.models import Folded


def stamp() -> tuple[int, int] | None:
    """Generation and folds alone: the same as before says that neither fold nor rebuild came in
    between."""
    found = sql.rows(
        "SELECT b.current, f.folds FROM index_builds b"
        " JOIN index_folded f ON f.generation = b.current"
    )
    return (found[0][0], found[0][1]) if found else None


def held(*, hold: str) -> tuple[int, int | None] | None:
    """The generation that counts and the one that is being made. `hold` is SHARE for whoever
    enters, so that neither changes until the transaction is over, and UPDATE for whoever changes
    them."""
    found = sql.rows(f"SELECT current, building FROM index_builds{sql.held(hold)}")  # noqa: S608
    return found[0] if found else None


def begin_first(generation: int) -> None:
    """The first of all; where another process was faster, its own stands."""
    rows = [(1, generation, None)]
    begun = sql.insert(
        "INSERT INTO index_builds (id, current, building) VALUES",
        rows,
        "ON CONFLICT DO NOTHING RETURNING id",
    )
    if begun:
        begin_folded(generation)


def begin_folded(generation: int) -> None:
    """Nothing of it was folded yet."""
    sql.insert(
        "INSERT INTO index_folded (generation, folds, owners, at, over) VALUES",
        [(generation, 0, 0, _at(), False)],
    )


def set_both(current: int, building: int | None) -> None:
    """While they are held for UPDATE."""
    sql.run("UPDATE index_builds SET current = %s, building = %s", [current, building])


def end(generation: int) -> None:
    """From now on nobody folds it, and what it left may be cleared away."""
    sql.run("UPDATE index_folded SET over = %s WHERE generation = %s", [True, generation])


def ended() -> list[int]:
    """Generations that are over, and of which something may be left."""
    return [
        generation for (generation,) in sql.rows("SELECT generation FROM index_folded WHERE over")
    ]


def clear(generation: int, table: str, key: str, after: int) -> int | None:
    """A portion of what one that is over has left in a table; where to go on, None at the end."""
    found = sql.rows(
        f"SELECT {key} FROM {table} WHERE generation = %s AND {key} > %s"  # noqa: S608
        f" ORDER BY {key} LIMIT %s",
        [generation, after, sql.AT_ONCE],
    )
    keys = [one for (one,) in found]
    if not keys:
        return None
    sql.run(f"DELETE FROM {table} WHERE {key} IN ({sql.marks(keys)})", keys)  # noqa: S608
    return keys[-1]


def forget(generation: int) -> None:
    """Nothing is left of it."""
    sql.run("DELETE FROM index_folded WHERE generation = %s", [generation])


def folds_of(generation: int) -> int:
    """How often it was folded until now."""
    return int(sql.rows("SELECT folds FROM index_folded WHERE generation = %s", [generation])[0][0])


def folded_at(generation: int) -> datetime:
    """When it was folded last, or begun."""
    (at,) = Folded.objects.filter(generation=generation).values_list("at", flat=True)
    return at


def advance(generation: int, folds: int, owners: int) -> bool:
    """Whether nobody folded this generation since `folds` was read: then nobody will before the
    transaction is over."""
    return bool(
        sql.run(
            "UPDATE index_folded SET folds = folds + 1, owners = %s, at = %s"
            " WHERE generation = %s AND folds = %s AND NOT over",
            [owners, _at(), generation, folds],
        )
    )


def _at():
    return connection.ops.adapt_datetimefield_value(now())
