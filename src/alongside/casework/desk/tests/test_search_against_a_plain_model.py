"""Whatever is done about people in whatever order, the one box finds whom a plain list would find:
each person once, by the words and numbers of all of her records, and nobody past a wall."""

from contextlib import contextmanager
from datetime import date
from unittest.mock import patch

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from alongside.casework.cases.commands import allocate, end_support, open_case
from alongside.casework.desk.search.queries import find
from alongside.casework.erasures.commands import agree_to_erasure, destroy, order_erasure
from alongside.casework.intake.merging.commands import (
    OneAlready,
    confirm_merge,
    propose_merge,
    undo_merge,
)
from alongside.casework.intake.merging.guards import CannotMerge
from alongside.casework.keeping.models import Erasure
from alongside.casework.people.commands import (
    add_contact_point,
    add_person,
    change_person,
    withdraw_contact_point,
)
from alongside.casework.people.finding.mending import differences, everybody
from alongside.casework.people.merging.together import groups_by
from alongside.casework.people.models import Person
from alongside.casework.walls.commands import raise_wall
from alongside.foundation.audit import trail
from alongside.foundation.vault import organisation, wrapping
from alongside.foundation.vault.index import tables
from alongside.foundation.vault.index.folding import fold
from alongside.foundation.vault.index.rebuilding import rebuild
from alongside.foundation.vault.index.recent import Recent, memory
from alongside.foundation.vault.keys import destroy_keys_of
from alongside.foundation.vault.organisation import check_key
from alongside.foundation.vault.providers import KeyFile
from alongside.foundation.vault.rewrapping import rewrap
from alongside.foundation.vault.ring import ring

pytestmark = pytest.mark.django_db(databases="__all__", transaction=True)
NAMES = ["Okonkwo", "Haddad", "Lindqvist", "Brzozowski"]  # none is a misspelt other
NUMBERS = ["07700 900111", "07700 900222", "07700 900333"]
PEOPLE = 5
someone = some.integers(0, PEOPLE - 1)
two = some.tuples(someone, someone)
deeds = some.one_of(
    some.tuples(some.just("rename"), some.tuples(someone, some.sampled_from(NAMES))),
    some.tuples(some.just("number"), some.tuples(someone, some.sampled_from(NUMBERS))),
    some.tuples(some.just("withdraw"), someone),
    some.tuples(some.just("merge"), two),
    some.tuples(some.just("merge"), two),
    some.tuples(some.just("part"), someone),
    some.tuples(some.just("part"), someone),
    some.tuples(some.just("wall"), someone),
    some.tuples(some.just("erase"), someone),
    some.tuples(some.just("fold"), some.integers(1, 8)),
    some.tuples(some.just("rebuild"), some.none()),
    some.tuples(some.just("rotate"), some.none()),
    some.tuples(some.just("other_process"), some.none()),
    some.tuples(some.just("killed_fold"), some.sampled_from(["put_blocks", "drop_deltas"])),
    some.tuples(some.just("killed_save"), some.tuples(someone, some.sampled_from(NAMES))),
    some.tuples(some.just("killed_merge"), two),
)


class Killed(BaseException):
    """The process is gone at this point."""


class World:
    """The house and, beside it, what is true of it in plain lists."""

    def __init__(self, *, ada, ben, mona, maja):
        self.ada, self.ben, self.mona, self.maja = ada, ben, mona, maja
        self.cases, self.names, self.numbers = [], [], []
        self.walled: set[int] = set()  # where Ben is kept from surely
        self.perhaps: set[int] = set()  # and where a wall of a time together may have stayed
        self.erased: set[int] = set()
        self.merges: dict[frozenset[int], object] = {}
        self.refused = 0
        for n in range(PEOPLE):
            self.comes_in(NAMES[n % len(NAMES)])

    def comes_in(self, name):
        told = {"given_names": "Samira", "birth_date": date(1994, 3, 11)}
        case = open_case(add_person(**told, family_name=name, by=self.ada), by=self.mona)
        for worker in (self.ada, self.mona, self.maja):
            allocate(case, worker=worker, by=self.mona)
        self.cases.append(case)
        self.names.append(name)
        self.numbers.append([])

    def person(self, n):
        return Person.objects.get(pk=self.cases[n].person_id)

    def together(self, n):
        return next((g for g in groups_by(map(tuple, self.merges)) if n in g), {n})

    def rename(self, told):
        n, name = told
        if n not in self.erased:
            person = self.person(n)
            change_person(person, version=person.version, family_name=name, by=self.ada)
            self.names[n] = name

    def number(self, told):
        n, number = told
        if n not in self.erased and number not in [at for at, _point in self.numbers[n]]:
            point = add_contact_point(self.person(n), kind="mobile", value=number, by=self.ada)
            self.numbers[n].append((number, point))

    def withdraw(self, n):
        if n not in self.erased and self.numbers[n]:
            withdraw_contact_point(self.numbers[n].pop()[1], by=self.ada)

    def merge(self, pair):
        one, other = pair
        if one == other or {one, other} & self.erased:
            return
        try:
            told = {"reason": "She said so.", "again": True}
            waits = propose_merge(self.person(one), self.person(other), **told, by=self.mona)
            self.merges[frozenset(pair)] = confirm_merge(waits, by=self.ada)
        except (CannotMerge, OneAlready):
            self.refused += 1

    def part(self, nth):
        if self.merges:
            pair = list(self.merges)[nth % len(self.merges)]
            hers = self.together(min(pair))
            undo_merge(self.merges.pop(pair), reason="They are two.", by=self.ada)
            if hers & self.perhaps:
                self.perhaps |= hers

    def wall(self, n):
        if n not in self.erased:
            raise_wall(self.person(n), user=self.ben, reason="A neighbour.", by=self.mona)
            self.walled.add(n)
            self.perhaps.add(n)

    def erase(self, n):
        if n in self.erased:
            return
        hers = self.together(n)
        for each in hers:
            told = {"reason": "other", "outcome": "not_asked", "summary": "She moved."}
            end_support(self.cases[each], **told, by=self.ada)
        order_erasure(self.person(n), case=None, ground="asked", by=self.maja)
        orders = Erasure.objects.filter(person__in=[self.cases[each].person_id for each in hers])
        for order in [agree_to_erasure(each, by=self.mona) for each in orders]:
            destroy(order, by=self.mona)
        self.erased |= hers
        self.merges = {pair: m for pair, m in self.merges.items() if not pair & hers}

    def fold(self, batch):
        fold(batch=batch)

    def rebuild(self, _):
        rebuild(everybody())

    def rotate(self, _):
        before = wrapping.fingerprint()
        rewrap()
        assert wrapping.fingerprint() != before
        ring.clear()

    def other_process(self, _):
        """It has read nothing yet and holds no key."""
        ring.clear()
        memory.recent = Recent(0, 0)

    def killed_fold(self, where):
        with patch.object(tables, where, side_effect=Killed), killed():
            fold(batch=1000)
            raise Killed

    def killed_save(self, told):
        n, name = told
        if n not in self.erased:
            person = self.person(n)
            with patch.object(trail, "append", side_effect=Killed), killed():
                change_person(person, version=person.version, family_name=name, by=self.ada)

    def killed_merge(self, pair):
        """Proposed, and gone while it is confirmed."""
        before = dict(self.merges)
        with (
            patch("alongside.casework.intake.merging.commands._tell", side_effect=Killed),
            killed(),
        ):
            self.merge(pair)
            raise Killed
        assert self.merges == before

    def check(self):
        for word in [*NAMES, *NUMBERS]:
            hers = self.meeting(word)
            assert self.found(word, self.maja) == self.cases_of(hers), word
            surely = {n for n in hers if not self.together(n) & self.perhaps}
            at_most = {n for n in hers if not self.together(n) & self.walled}
            seen = self.found(word, self.ben)
            assert self.cases_of(surely) <= seen <= self.cases_of(at_most), word

    def found(self, word, reader):
        found = [one.case.pk for one in find(word, reader=reader)]
        assert len(found) == len(set(found)), "each case once"
        return set(found)

    def meeting(self, word):
        """Whoever is one person with somebody of this name or number."""
        by_name = {n for n, name in enumerate(self.names) if name == word}
        by_number = {n for n, told in enumerate(self.numbers) if word in [at for at, _ in told]}
        return {n for met in (by_name | by_number) - self.erased for n in self.together(met)}

    def cases_of(self, people):
        return {self.cases[n].pk for n in people}


@contextmanager
def killed():
    with pytest.raises(Killed), transaction.atomic():
        yield


def nobody_is_here():
    """Each example begins with an empty house; whoever was left by one that failed is erased."""
    for person in Person.objects.values_list("pk", flat=True):
        destroy_keys_of(person)
    with connection.cursor() as cursor:
        for table in ("builds", "folded", "entry", "block", "delta"):
            cursor.execute(f"DELETE FROM index_{table}")  # noqa: S608
    as_if_just_started()


def as_if_just_started():
    for each in (organisation.lasting_secret, organisation.subkey, organisation._signing_key):
        each.cache_clear()
    wrapping.memory.mark = ()
    memory.recent = Recent(0, 0)
    ring.clear()


@pytest.fixture
def key_file(settings, tmp_path):
    settings.KEY_FILE = tmp_path / "keys" / "organisation.key"
    KeyFile(settings.KEY_FILE).make()
    as_if_just_started()
    check_key()
    yield settings.KEY_FILE
    as_if_just_started()


@pytest.fixture
def staff(key_file, ada, ben, mona, maja):
    return {"ada": ada, "ben": ben, "mona": mona, "maja": maja}


EVERYTHING_ONCE = [
    *[("number", (0, NUMBERS[0])), ("merge", (0, 1)), ("fold", 8), ("merge", (1, 2))],
    *[("other_process", None), ("wall", 2), ("rotate", None), ("rename", (1, NAMES[3]))],
    *[("killed_fold", "put_blocks"), ("killed_save", (0, NAMES[2])), ("killed_merge", (3, 4))],
    *[("part", 0), ("rebuild", None), ("withdraw", 0), ("merge", (0, 3)), ("erase", 1)],
    *[("fold", 8), ("rename", (0, NAMES[1])), ("part", 0), ("erase", 0)],
]


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@example(told=EVERYTHING_ONCE)
@given(told=some.lists(deeds, min_size=6, max_size=20))
def test_whatever_is_done_the_same_people_are_found(staff, told):
    nobody_is_here()
    world = World(**staff)
    world.check()
    for deed, given_ in told:
        getattr(world, deed)(given_)
        world.check()
    assert list(differences()) == []
    if told == EVERYTHING_ONCE:
        assert not world.refused, "nothing of it was refused"
