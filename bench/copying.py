"""A large house is its first team many times over: the same days of work with other people, under
ids and keys of their own, everything sealed anew. Written past Django's models, since a million
people are some thirty million rows."""

from collections.abc import Callable, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connections, models, transaction

from alongside.casework.cases.models import Allocation, Case, CaseCrime, CrimeEvent, Moment
from alongside.casework.intake.models import Referral
from alongside.casework.people.models import ContactPoint, Person
from alongside.casework.people.opposing import token_of
from alongside.casework.support.models import Contact
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.trail import command
from alongside.foundation.lots import READABLE
from alongside.foundation.vault.fields import SealedText
from alongside.foundation.vault.models import DataKey
from alongside.foundation.vault.ring import ring
from alongside.foundation.vault.sealed import Sealed
from alongside.foundation.vault.wrapping import fingerprint, wrap
from alongside.organisation.workforce.models import TimeSpent
from bench.residents import Resident, resident
from bench.staff import hire

TEAM = 1_000  # people of the ten workers who are copied
COPIED = (Person, ContactPoint, CrimeEvent, Case, CaseCrime, Referral, Allocation, Contact)
COPIED += (TimeSpent, Moment, Item)
ONE_STEP = 2_654_435_761  # odd, so that counting on by it meets every reference once
BUILDING = {
    "sqlite": "PRAGMA synchronous=OFF; PRAGMA secure_delete=OFF; PRAGMA cache_size=-600000",
    "postgresql": "SET session_replication_role = replica; SET synchronous_commit = off",
}


@dataclass
class Column:
    """The values of one column of the first team, and what becomes of each in a copy."""

    name: str
    values: list[Any]
    copied: Callable[["Copy", list[Any]], Iterable[Any]]


@dataclass
class Copy:
    """One more team: whom its people are, and what stands for each id of the first."""

    first: int
    people: dict[str, Resident]
    ids: dict[str, str]
    keys: dict[UUID, UUID]


class Team:
    """The first one, opened and held in memory: columns of every table."""

    def __init__(self):
        self.rows = {model: list(_rows_of(model)) for model in COPIED}
        self.references = {case.reference for case in self.rows[Case]}
        self.people = [person.pk.hex for person in self.rows[Person]]
        workers = User.objects.filter(email__startswith="worker-").order_by("email")
        self.workers = [worker.pk.hex for worker in workers[:10]]
        self.owned = [row for model in (Person, Case, CrimeEvent) for row in self.rows[model]]
        self.columns = {model: list(self._columns(model)) for model in COPIED}
        ring.clear()

    def copy(self, first: int, workers: list[User]) -> Copy:
        """Everything in it that is new, before a row is written."""
        lot = Random(f"copy {first}")  # noqa: S311 - the same house each time
        people = {one: resident(first + n) for n, one in enumerate(self.people)}
        ids = dict(zip(self.workers, (one.pk.hex for one in workers), strict=True))
        for rows in self.rows.values():
            for n, row in enumerate(rows):
                ids[row.pk.hex] = _in_order(first, n, lot)
        ids |= {one: who.pk.hex for one, who in people.items()}
        keys = {row.key_id: _in_order(first, n, lot) for n, row in enumerate(self.owned)}
        ids |= {key.hex: copied for key, copied in keys.items()}
        return Copy(first, people, ids, {key: UUID(hex=copied) for key, copied in keys.items()})

    def _columns(self, model):
        rows = self.rows[model]
        for field in model._meta.concrete_fields:
            if isinstance(field, SealedText):
                yield self._sealed(field, rows)
                continue
            values = [
                field.get_db_prep_save(row.__dict__[field.attname], connections["default"])
                for row in rows
            ]
            values = [value.hex if isinstance(value, UUID) else value for value in values]
            yield Column(field.column, values, self._how(model, field))

    def _sealed(self, field, rows):
        values = []
        for row in rows:
            shut = row.__dict__[field.attname]
            words = shut.open(field.place_in(row)) if isinstance(shut, Sealed) else None
            owner = (row if field.model is Person else _person_of(row)).pk.hex
            told = _told_of(field) if words is not None else None
            values.append((words, row.key_id, row.pk.hex, owner, told))
        label = field.sealed_as

        def copied(copy, values):
            for words, key, row, owner, told in values:
                if words is None:
                    yield None
                    continue
                words = told(copy.people[owner]).encode() if told else words
                place = f"{label}:{_written(copy.ids[row])}".encode()
                yield Sealed.seal(words, key_id=copy.keys[key], place=place).blob

        return Column(field.column, values, copied)

    def _how(self, model, field):
        kind = field.target_field if isinstance(field, models.ForeignKey) else field
        if isinstance(kind, models.UUIDField):
            return lambda copy, values: [copy.ids.get(value, value) for value in values]
        if (model, field.name) == (Case, "reference"):
            return self._references
        if (model, field.name) == (ContactPoint, "token"):
            owners = [point.person_id.hex for point in self.rows[ContactPoint]]
            return lambda copy, values: [
                token_of("mobile", copy.people[owner].mobile) for owner in owners
            ]
        return lambda copy, values: values

    def _references(self, copy, values):
        for n in range(len(values)):
            place = copy.first * 2 + n
            while (code := _reference(place)) in self.references:
                place += 10**8
            yield code


def _rows_of(model):
    """Of the first team alone, in a house that may be half built."""
    cases = Case.objects.filter(person__in=[resident(n).pk for n in range(TEAM)])
    by_case, related = {"case__in": cases}, ("case__person",)
    within, related = {
        Person: ({"pk__in": cases.values("person")}, ()),
        ContactPoint: ({"person__in": cases.values("person")}, ("person",)),
        CrimeEvent: ({"pk__in": CaseCrime.objects.filter(case__in=cases).values("event")}, ()),
        Case: ({"pk__in": cases}, ("person",)),
        Referral: (by_case, ("case", "person")),
        TimeSpent: ({"source__in": Contact.objects.filter(case__in=cases).values("pk")}, ()),
        Item: ({"subject__in": cases.values("pk")}, ()),
    }.get(model, (by_case, related))
    rows = model.objects.filter(**within).order_by("pk")
    return rows.select_related(*related) if related else rows


def _in_order(first, n, lot):
    return f"{(first << 96) | (n << 64) | lot.getrandbits(64):032x}"


def _written(digits):
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def _person_of(row):
    if isinstance(row, CrimeEvent):
        return row
    return row.case.person if hasattr(row, "case") and row.case_id else row.person


def _told_of(field):
    """What is another person's in each copy."""
    if field.model is Person:
        return {
            "known_as": lambda who: who.known_as,
            "given_names": lambda who: who.given,
            "family_name": lambda who: who.family,
            "birth_date": lambda who: who.born.isoformat(),
            "postcode": lambda who: who.postcode,
        }.get(field.name)
    if field.model is ContactPoint and field.name == "value":
        return lambda who: who.mobile
    return None


def _reference(place):
    left, code = place * ONE_STEP % len(READABLE) ** 7, ""
    for _ in range(7):
        left, sign = divmod(left, len(READABLE))
        code += READABLE[sign]
    return code


@command("bench.copied")
def copy_team(team: Team, first: int, *, by: User) -> list[User]:
    """The people from number `first` on, and ten workers for them."""
    workers = [hire(n, by) for n in range(first // 100, (first + TEAM) // 100)]
    copy = team.copy(first, workers)
    told = _keys(team, copy)
    _write("keys", DataKey._meta.db_table, [field.column for field in DataKey._meta.fields], told)
    for model, columns in team.columns.items():
        values = [column.copied(copy, column.values) for column in columns]
        _write(
            "default",
            model._meta.db_table,
            [column.name for column in columns],
            zip(*values, strict=True),
        )
    ring.clear()
    return workers


def _keys(team, copy):
    """New secrets, which the ring holds until all is sealed."""
    wrapped_by, told = fingerprint(), []
    for row in team.owned:
        key, secret = DataKey(id=copy.keys[row.key_id]), AESGCM.generate_key(256)
        wrap(key, secret, by=wrapped_by)
        ring.keys[key.pk] = AESGCM(secret)
        told.append((key.pk.hex, copy.ids[row.pk.hex], "", key.wrapped, wrapped_by))
    return told


def _write(alias, table, columns, rows):
    connection = connections[alias]
    connection.ensure_connection()
    names = ", ".join(f'"{column}"' for column in columns)
    if connection.vendor == "sqlite":
        marks = ", ".join("?" * len(columns))
        statement = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'  # noqa: S608
        with transaction.atomic(using=alias):
            connection.connection.executemany(statement, rows)
        return
    with (
        transaction.atomic(using=alias),
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as lines,
    ):
        for row in rows:
            lines.write_row(row)


@contextmanager
def building():
    """Nothing here is anybody's: a house that breaks is built anew, so it need not wait for the
    disk, and what it refers to was there in the first team."""
    for connection in connections.all():
        connection.ensure_connection()
        for statement in BUILDING[connection.vendor].split("; "):
            with connection.cursor() as cursor:
                cursor.execute(statement)
        if connection.vendor == "sqlite":
            connection.disable_constraint_checking()
    yield
    connections.close_all()


def copies(people: int) -> Iterable[int]:
    """The first number of each copy that is still missing."""
    there = User.objects.filter(email__startswith="worker-").count() // 10
    return range(TEAM * max(1, there), people, TEAM)
