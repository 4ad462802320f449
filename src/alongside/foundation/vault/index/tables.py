"""Every statement of the index, in plain SQL that both databases understand."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from alongside.foundation.vault.index import sql


@dataclass(frozen=True)
class Standing:
    """What a reader goes by: the generation that counts, how often it was folded, about how many
    owners it has, and how many deltas there are, with the sum and the highest of their numbers."""

    generation: int
    folds: int
    owners: int
    deltas: int
    sum: int
    newest: int


def standing() -> Standing | None:
    """None before anybody was entered."""
    found = sql.rows(
        "SELECT b.current, f.folds, f.owners, COUNT(d.seq), COALESCE(SUM(d.seq), 0),"
        " COALESCE(MAX(d.seq), 0) FROM index_builds b"
        " JOIN index_folded f ON f.generation = b.current"
        " LEFT JOIN index_delta d ON d.generation = b.current"
        " GROUP BY b.current, f.folds, f.owners"
    )
    return Standing(*map(int, found[0])) if found else None


def blocks(labels: Sequence[int]) -> dict[int, bytes]:
    """Those that are there, by label."""
    return {
        label: bytes(sealed)
        for some in sql.portions(labels)
        for label, sealed in sql.rows(
            f"SELECT label, sealed FROM index_block WHERE label IN ({sql.marks(some)})",  # noqa: S608
            some,
        )
    }


def put_blocks(generation: int, sealed: dict[int, bytes]) -> None:
    """New ones and others' places taken, in the order of their labels, which says nothing."""
    sql.insert(
        "INSERT INTO index_block (label, generation, sealed) VALUES",
        [(label, generation, sealed[label]) for label in sorted(sealed)],
        "ON CONFLICT (label) DO UPDATE SET sealed = excluded.sealed",
    )


def drop_blocks(labels: Sequence[int]) -> None:
    """Of lists that became shorter."""
    for some in sql.portions(sorted(labels)):
        sql.run(f"DELETE FROM index_block WHERE label IN ({sql.marks(some)})", some)  # noqa: S608


def owners(numbers: Sequence[int]) -> dict[int, UUID]:
    """Whose numbers these are; of those who left, none."""
    return {
        number: sql.uuid(owner)
        for some in sql.portions(numbers)
        for number, owner in sql.rows(
            f"SELECT number, owner FROM index_entry WHERE number IN ({sql.marks(some)})",  # noqa: S608
            some,
        )
    }


def cards(numbers: Sequence[int]) -> dict[int, tuple[UUID, bytes]]:
    """The owner and the sealed card of each number that still has one."""
    return {
        number: (sql.uuid(owner), bytes(card))
        for some in sql.portions(numbers)
        for number, owner, card in sql.rows(
            "SELECT number, owner, card FROM index_entry"  # noqa: S608
            f" WHERE number IN ({sql.marks(some)})",
            some,
        )
    }


def entries(generation: int, owners: Sequence[UUID]) -> dict[UUID, tuple[int, bytes]]:
    """By owner: number and sealed tokens; held until the end of the transaction, so that of two
    who edit one owner the second sees what the first wrote."""
    found = sql.rows(
        "SELECT owner, number, tokens FROM index_entry WHERE generation = %s"  # noqa: S608
        f" AND owner IN ({sql.marks(owners)}) ORDER BY owner{sql.held('UPDATE')}",
        [generation, *map(sql.stored, owners)],
    )
    return {sql.uuid(owner): (number, bytes(tokens)) for owner, number, tokens in found}


def add_entries(
    generation: int, told: Collection[tuple[int, UUID, bytes, bytes]]
) -> dict[UUID, int]:
    """Number, owner, card and tokens of each: who has a number now. Left out are those that
    somebody else entered at this moment, and those whose number was taken."""
    rows = [(n, generation, sql.stored(owner), card, tokens) for n, owner, card, tokens in told]
    found = sql.insert(
        "INSERT INTO index_entry (number, generation, owner, card, tokens) VALUES",
        rows,
        "ON CONFLICT DO NOTHING RETURNING owner, number",
    )
    return {sql.uuid(owner): number for owner, number in found}


def change_entries(generation: int, told: Collection[tuple[int, UUID, bytes, bytes]]) -> None:
    """Number, owner, card and tokens of each, all of whom are here and held."""
    sql.insert(
        "INSERT INTO index_entry (number, generation, owner, card, tokens) VALUES",
        [(n, generation, sql.stored(owner), card, tokens) for n, owner, card, tokens in told],
        "ON CONFLICT (number) DO UPDATE SET card = excluded.card, tokens = excluded.tokens",
    )


def drop_entry(number: int) -> None:
    """The card is gone at once, and the number is nobody's."""
    sql.run("DELETE FROM index_entry WHERE number = %s", [number])


def drop_left(generation: int) -> None:
    """Those who left while the generation was being built."""
    sql.run("DELETE FROM index_entry WHERE generation = %s AND length(card) = 0", [generation])


def add_deltas(generation: int, sealed: Iterable[bytes]) -> None:
    """In the transaction of the deed they tell of."""
    sql.insert(
        "INSERT INTO index_delta (generation, sealed) VALUES", [(generation, s) for s in sealed]
    )


def deltas_after(generation: int, after: int) -> list[tuple[int, bytes]]:
    """Number and sealed words of those that came later than this one."""
    return sql.rows(
        "SELECT seq, sealed FROM index_delta WHERE generation = %s AND seq > %s",
        [generation, after],
    )


def delta_numbers(generation: int) -> list[int]:
    """Of all that are there."""
    found = sql.rows("SELECT seq FROM index_delta WHERE generation = %s", [generation])
    return [seq for (seq,) in found]


def deltas(numbers: Sequence[int]) -> list[tuple[int, bytes]]:
    """Those of these that are still there."""
    return [
        row
        for some in sql.portions(numbers)
        for row in sql.rows(
            f"SELECT seq, sealed FROM index_delta WHERE seq IN ({sql.marks(some)})",  # noqa: S608
            some,
        )
    ]


def oldest_deltas(generation: int, count: int) -> list[tuple[int, bytes]]:
    """The first to be folded, in the order they came."""
    return sql.rows(
        "SELECT seq, sealed FROM index_delta WHERE generation = %s ORDER BY seq LIMIT %s",
        [generation, count],
    )


def drop_deltas(numbers: Sequence[int]) -> None:
    """They stand in the blocks now."""
    for some in sql.portions(numbers):
        sql.run(f"DELETE FROM index_delta WHERE seq IN ({sql.marks(some)})", some)  # noqa: S608


def count_owners(generation: int) -> int:
    """Of the generation, about."""
    found = sql.rows("SELECT COUNT(*) FROM index_entry WHERE generation = %s", [generation])
    return int(found[0][0])
