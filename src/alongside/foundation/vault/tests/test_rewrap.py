"""The organisation's key changes under everybody's hands: nothing becomes unreadable, nothing is
left under the old key, and the trail and every signature hold."""

from threading import Event, Thread

import pytest
from django.db import connection, connections

from alongside.casework.people.commands import add_person
from alongside.casework.people.models import Person
from alongside.foundation.accounts.windows.sealed_session import SealedSerializer
from alongside.foundation.audit.checkpoints import make_checkpoint
from alongside.foundation.audit.verify import problems
from alongside.foundation.vault import organisation, rewrapping, wrapping
from alongside.foundation.vault.erasing import retired_on
from alongside.foundation.vault.keys import destroy_keys_of
from alongside.foundation.vault.models import DataKey, KeyChange, KeyCheck
from alongside.foundation.vault.organisation import check_key, sign, signed_by_us, token
from alongside.foundation.vault.providers import KeyFile, KeyTrouble
from alongside.foundation.vault.rewrapping import (
    begin_rewrap,
    last_rewrap,
    not_ours,
    rewrap,
    rewrap_under_way,
)
from alongside.foundation.vault.ring import KeyGone, ring
from alongside.foundation.vault.words import open_words, seal_words
from alongside.foundation.vault.wrapping import fingerprint, organisation_keys

pytestmark = pytest.mark.django_db(databases="__all__", transaction=True)
CACHED = (organisation.lasting_secret, organisation.subkey, organisation._signing_key)
STEPS = ["begin_rewrap", "_switch", "_next_batch", "_retire"]


def as_if_just_started():
    """What a process that was only now started knows of the keys: nothing."""
    for each in CACHED:
        each.cache_clear()
    wrapping.memory.mark = ()
    ring.clear()


@pytest.fixture(autouse=True)
def a_key_of_its_own(settings, tmp_path):
    settings.KEY_FILE = tmp_path / "keys" / "organisation.key"
    KeyFile(settings.KEY_FILE).make()
    as_if_just_started()
    check_key()
    yield
    as_if_just_started()


@pytest.fixture
def people(operator):
    return [add_person(known_as=f"Sam {number}", by=operator) for number in range(20)]


def names():
    ring.clear()
    return sorted(person.known_as for person in Person.objects.all())


def left_under(key):
    return DataKey.objects.filter(wrapped_by=key).exclude(wrapped=None).count()


def test_every_key_is_wrapped_anew_and_the_old_one_is_gone(people, settings):
    before, was, read = fingerprint(), settings.KEY_FILE.read_bytes(), names()
    done = rewrap()
    assert done.keys == DataKey.objects.count() and done.damaged == 0
    assert names() == read and left_under(before) == 0
    assert fingerprint() != before and list(organisation_keys()) == [fingerprint()]
    assert was not in settings.KEY_FILE.read_bytes()
    assert retired_on(before) and last_rewrap() and not rewrap_under_way()
    as_if_just_started()
    check_key()
    assert names() == read


def test_what_does_not_hang_on_it_goes_on(people):
    sealed, signed = seal_words("a secret", purpose="second factor"), sign(b"a share's mark")
    session = SealedSerializer().dumps({"user": "Ada"})
    known, checkpoint = token("deed", "once"), make_checkpoint()
    rewrap()
    as_if_just_started()
    assert open_words(sealed, purpose="second factor") == "a secret"
    assert SealedSerializer().loads(session) == {"user": "Ada"}
    assert signed_by_us(b"a share's mark", signed) and token("deed", "once") == known
    assert checkpoint and list(problems()) == []


def test_the_old_key_opens_nothing_that_is_here_now(people, settings):
    old = settings.KEY_FILE.read_bytes()
    rewrap()
    settings.KEY_FILE.write_bytes(old)
    as_if_just_started()
    with pytest.raises(KeyTrouble, match="is not the key that sealed this data"):
        check_key()
    with pytest.raises(KeyTrouble):
        names()


class PowerCut(BaseException):
    """Nothing after this line is done."""


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("when", ["before", "after"])
def test_broken_off_it_goes_on_where_it_stood(step, when, people, monkeypatch):
    before, read, works = fingerprint(), names(), getattr(rewrapping, step)

    def last(*args):
        if when == "after":
            works(*args)
        raise PowerCut

    monkeypatch.setattr(rewrapping, "BATCH", 5)
    with monkeypatch.context() as patched:
        patched.setattr(rewrapping, step, last)
        with pytest.raises(PowerCut):
            rewrap()
    as_if_just_started()
    assert names() == read, "both keys open, whatever was done"
    check_key()
    rewrap()
    assert names() == read and left_under(before) == 0 and not rewrap_under_way()
    assert retired_on(before)


def test_broken_off_before_its_last_word_it_is_noted_later(people, monkeypatch):
    before = fingerprint()
    rewrap()
    KeyChange.objects.update(ended_at=None)  # the key is destroyed; the database never heard of it
    assert rewrap_under_way()
    rewrap()
    assert retired_on(before) and not rewrap_under_way()


def test_erased_meanwhile_stays_erased(people, monkeypatch):
    works, erasing = rewrapping._wrapped_anew, []

    def erase():
        destroy_keys_of(people[0].pk)
        connections.close_all()

    def with_an_erasure_in_between(key, new, damaged):
        if key.owner == people[0].pk:
            erasing.append(Thread(target=erase))
            erasing[0].start()
        return works(key, new, damaged)

    monkeypatch.setattr(rewrapping, "_wrapped_anew", with_an_erasure_in_between)
    rewrap()
    erasing[0].join()
    ring.clear()
    with pytest.raises(KeyGone):
        _ = Person.objects.get(pk=people[0].pk).known_as


def test_one_damaged_key_does_not_hold_up_the_others(people):
    spoilt = DataKey.objects.get(owner=people[3].pk)
    DataKey.objects.filter(pk=spoilt.pk).update(wrapped=bytes(60))
    before = fingerprint()
    assert rewrap().damaged == 1
    assert left_under(before) == 1 and not_ours() == 1
    ring.clear()
    assert Person.objects.get(pk=people[4].pk).known_as == "Sam 4"


def test_a_key_from_elsewhere_is_told_and_left_alone(people):
    DataKey.objects.filter(owner=people[3].pk).update(wrapped_by="of another house")
    assert rewrap().damaged == 1
    with pytest.raises(KeyTrouble, match="copy its key file here"):
        names()


def test_begun_only_both_are_there_and_the_old_one_still_wraps(people, operator):
    before = fingerprint()
    begin_rewrap()
    begin_rewrap()
    assert len(organisation_keys()) == 2 and fingerprint() == before
    add_person(known_as="Sam 99", by=operator)
    rewrap()
    assert left_under(before) == 0 and "Sam 99" in names()


def test_people_are_added_and_read_while_it_runs(people, operator, monkeypatch):
    if connection.vendor == "sqlite":
        monkeypatch.setattr(rewrapping, "PAUSE", 0.002)
    monkeypatch.setattr(rewrapping, "BATCH", 3)
    over, troubles, added = Event(), [], []

    def work():
        try:
            while not over.is_set():
                ring.clear()
                person = add_person(known_as="Joan", by=operator)
                ring.clear()
                assert Person.objects.get(pk=person.pk).known_as == "Joan"
                added.append(person.pk)
        except BaseException as trouble:
            troubles.append(trouble)
        finally:
            connections.close_all()

    workers = [Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    before = []
    for _ in range(3):
        before.append(fingerprint())
        rewrap()
    over.set()
    for worker in workers:
        worker.join()
    assert not troubles and added
    assert sum(left_under(key) for key in before) == 0 and not_ours() == 0
    assert names().count("Joan") == len(added)


def test_two_at_once_end_with_one_key(people):
    before, read = fingerprint(), names()
    ended = []

    def change():
        try:
            ended.append(rewrap())
        except KeyTrouble as trouble:
            ended.append(trouble)
        finally:
            connections.close_all()

    both = [Thread(target=change) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    rewrap()
    assert len(ended) == 2 and names() == read
    assert left_under(before) == 0 and not_ours() == 0
    assert list(organisation_keys()) == [KeyCheck.objects.get().fingerprint]
