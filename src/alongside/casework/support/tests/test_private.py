"""Sam tells Ada something for Ada alone. Ben takes over and reads what keeps Sam safe, no more."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.casework.cases.commands import allocate
from alongside.casework.cases.models import Allocation
from alongside.casework.erasures.parts.commands import (
    agree_to_taking_out,
    order_taking_out,
    take_out,
)
from alongside.casework.support.models import Contact, PrivateOpening, PrivateWords
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import now, today
from alongside.foundation.vault.keys import destroy_keys_of
from alongside.foundation.vault.ring import KeyGone, ring

pytestmark = pytest.mark.django_db(databases="__all__", transaction=True)
OPEN = {"safety": "He has a new car, a red one", "next": "Locks on Friday"}
CLOSED = {"purpose": "About the baby", "wishes": "Tell nobody", "view": "She is torn"}
PLAIN = {"channel": "phone", "reached": "yes", "minutes": "20", "on": "today"}
PROMISE = {"promise": "Ring the midwife", "promise_by": "today"}


@pytest.fixture
def note(as_ada, sams_case):
    page = reverse("contacts:add", args=[sams_case.pk])
    sent = {**PLAIN, **PROMISE, **OPEN, **CLOSED, "private": "on"}
    assert as_ada.post(page, sent).status_code == 302
    return Contact.objects.get()


@pytest.fixture
def handed_over(note, sams_case, ada, ben, mona):
    allocate(sams_case, worker=ben, by=mona)
    Allocation.objects.filter(worker=ada).update(until=today())
    return note


def pages_of(case, note):
    show = [reverse(f"contacts:{name}", args=[case.pk, note.pk]) for name in ("show", "correct")]
    show += [reverse("contacts:as-the-defence", args=[case.pk, note.pk])]
    whole = ("contacts:list", "desk:case", "promises:list")
    return [*show, *(reverse(name, args=[case.pk]) for name in whole)]


def told(client, *pages):
    ring.clear()
    return "".join(client.get(page).content.decode() for page in pages)


def test_ada_reads_all_of_it(note, as_ada, sams_case):
    page = told(as_ada, reverse("contacts:show", args=[sams_case.pk, note.pk]))
    assert all(words in page for words in (*OPEN.values(), *CLOSED.values()))


def test_whoever_takes_over_reads_what_keeps_safe_and_that_there_is_more(
    handed_over, as_ben, as_maja, sams_case
):
    for reader in (as_ben, as_maja):
        page = told(reader, *pages_of(sams_case, handed_over))
        assert all(words in page for words in (*OPEN.values(), PROMISE["promise"]))
        assert not [words for words in CLOSED.values() if words in page]
        assert "Kept between Ada Okafor and Sam" in page and "Kept private" in page


def test_opened_for_a_reason_it_is_open_for_an_hour_and_ada_is_told(
    note, as_mona, as_ada, sams_case
):
    page = reverse("contacts:private", args=[sams_case.pk, note.pk])
    assert not [words for words in CLOSED.values() if words in told(as_mona, page)]
    assert as_mona.post(page, {"ground": "danger"}).status_code == 200, "a reason is asked"
    as_mona.post(page, {"ground": "danger", "reason": "She is missing."})
    show = reverse("contacts:show", args=[sams_case.pk, note.pk])
    assert CLOSED["purpose"] in told(as_mona, show)
    assert "A private note was opened" in told(as_ada, reverse("desk:today"))
    read = told(as_ada, show)
    assert "Opened by Mona Farrell" in read and "She is missing." in read
    as_ada.post(reverse("contacts:private-seen", args=[sams_case.pk, note.pk]))
    assert not Item.objects.open().filter(kind="private_opened").exists()
    PrivateOpening.objects.update(at=now() - timedelta(hours=1, minutes=1))
    assert CLOSED["purpose"] not in told(as_mona, show)


def test_where_ada_works_there_no_more_other_eyes_are_told(handed_over, as_ben, mona, sams_case):
    page = reverse("contacts:private", args=[sams_case.pk, handed_over.pk])
    as_ben.post(page, {"ground": "asked", "reason": "Sam asked for the file."})
    assert Item.objects.open().get(kind="private_opened").owner != PrivateWords.objects.get().worker


def test_a_volunteer_is_offered_no_way_in(note, as_vera, vera, sams_case, mona):
    allocate(sams_case, worker=vera, by=mona)
    page = reverse("contacts:private", args=[sams_case.pk, note.pk])
    assert as_vera.get(page).status_code == 404


def test_it_is_erased_with_the_case(note, sams_case):
    destroy_keys_of(sams_case.pk)
    ring.clear()
    with pytest.raises(KeyGone):
        _ = PrivateWords.objects.get().words


def test_it_is_taken_out_with_the_note(note, sams_case, ada, mona):
    order = order_taking_out(sams_case, "contacts", note.pk, ground="asked", by=ada)
    take_out(agree_to_taking_out(order, sams_case, by=mona), by=mona)
    ring.clear()
    assert not PrivateWords.objects.get().words


def test_nothing_private_was_written_so_nothing_is_private(as_ada, sams_case):
    page = reverse("contacts:add", args=[sams_case.pk])
    as_ada.post(page, {**PLAIN, **OPEN, "private": "on"})
    assert not Contact.objects.get().private and not PrivateWords.objects.exists()
