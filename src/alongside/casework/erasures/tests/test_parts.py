"""Sam asks that one note goes. Its words go for good; that Ada rang that day stays counted."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

from alongside.casework.consents.commands import give_consent, say, withdraw_consent
from alongside.casework.consents.ledger import agreed
from alongside.casework.erasures.again import repeat_erasures
from alongside.casework.erasures.commands import CalledOff, UnderWay
from alongside.casework.erasures.parts.commands import (
    StillNeeded,
    agree_to_taking_out,
    call_off_taking_out,
    order_taking_out,
    take_out,
    take_out_interrupted,
)
from alongside.casework.keeping.commands import AnotherPersonMust, ErasedAlready, set_hold
from alongside.casework.keeping.guards import OnHold
from alongside.casework.keeping.models import Hold, TakingOut
from alongside.casework.people.commands import tell_characteristics
from alongside.casework.people.models import Characteristics
from alongside.casework.records.commands import Withdrawn, correct_record
from alongside.casework.support.commands import log_contact
from alongside.casework.support.followups.commands import answer, ask_about
from alongside.casework.support.models import Contact, FollowUp
from alongside.casework.support.record import CONTACTS
from alongside.foundation.accounts.commands import keep_draft
from alongside.foundation.accounts.models import Draft
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.models import Entry
from alongside.foundation.audit.versions import ChangedMeanwhile
from alongside.foundation.clock import now, today
from alongside.foundation.vault.brought_back.lists import read_ours, signed_list
from alongside.foundation.vault.models import TakenOut
from alongside.foundation.vault.ring import ring
from alongside.organisation.workforce.models import TimeSpent

pytestmark = pytest.mark.django_db(databases="__all__", transaction=True)
LONG = "Kingfisher " * 900  # longer than a page of the database holds


@pytest.fixture
def note(sams_case, ada, mona):
    told = {"purpose": "She told of the pills", "done": LONG, "seemed": "steady"}
    plain = {"on": today(), "channel": "phone", "reached": "yes", "minutes": 20}
    contact = log_contact(sams_case, **plain, **told, by=ada)
    better = {"version": 1, "purpose": "She told of her sister’s pills"}
    correct_record(CONTACTS, contact, **better, by=ada)
    asked = {"contact": contact.pk, "question": "Whose pills?", "of": ada.pk}
    answer(ask_about(sams_case, **asked, by=mona), words="Her sister’s.", by=ada)
    return contact


@pytest.fixture
def take(sams_case, ada, mona):
    """Ada orders, Mona agrees, and it is done."""

    def run(what, part, ground="asked"):
        order = order_taking_out(sams_case, what, part, ground=ground, by=ada)
        done = take_out(agree_to_taking_out(order, sams_case, by=mona), by=mona)
        ring.clear()
        return done

    return run


def lies_anywhere(pieces):
    """Which of these bytes stand in a file of the databases."""
    files = [path for path in Path(settings.DATA).rglob("*") if path.is_file()]
    files += [Path(f"{connection.settings_dict['NAME']}{end}") for end in ("", "-wal")]
    disk = b"".join(path.read_bytes() for path in files if path.exists())
    return [piece for piece in pieces if piece in disk]


def bytes_of(table, row):
    """Pieces of every sealed column of one row, as they lie on the disk."""
    key = row.hex if connection.vendor == "sqlite" else row
    with connection.cursor() as thief:
        thief.execute(f"SELECT * FROM {table} WHERE id = %s", [key])  # noqa: S608
        cells = thief.fetchone()
    blobs = [bytes(cell) for cell in cells if isinstance(cell, bytes | memoryview)]
    return [blob[at : at + 24] for blob in blobs for at in range(29, len(blob) - 40, 1500)]


def test_the_words_go_and_what_is_counted_stays(note, take):
    take("contacts", note.pk)
    left = Contact.objects.get(pk=note.pk)
    assert (left.purpose, left.done, left.seemed) == ("", "", "") and not left.earlier
    assert (left.on, left.minutes, left.channel) == (today(), 20, "phone")
    assert TimeSpent.objects.get(source=note.pk).minutes == 20
    assert not FollowUp.objects.get().asked and not FollowUp.objects.get().answer


@pytest.mark.skipif(connection.vendor != "sqlite", reason="looks into SQLite's own files")
def test_no_byte_of_it_is_left_in_any_file_of_the_database(note, take):
    sealed = bytes_of("support_contact", note.pk)
    sealed += bytes_of("support_followup", FollowUp.objects.get().pk)
    assert len(sealed) >= 9 and lies_anywhere(sealed) == sealed, "they are where we look"
    assert take("contacts", note.pk).completed_at
    assert not lies_anywhere(sealed)


def test_postgres_writes_the_table_anew_so_that_the_old_row_is_not_in_its_file(note, take):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite writes over by itself")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_filenode('support_contact')")
        before = cursor.fetchone()
        assert take("contacts", note.pk).completed_at
        cursor.execute("SELECT pg_relation_filenode('support_contact')")
        assert cursor.fetchone() != before


def test_two_people_and_nothing_before(note, sams_case, ada, mona):
    order = order_taking_out(sams_case, "contacts", note.pk, ground="asked", by=ada)
    with pytest.raises(UnderWay):
        order_taking_out(sams_case, "contacts", note.pk, ground="asked", by=mona)
    assert Item.objects.open().get(kind="part_ordered").owner == mona.pk
    with pytest.raises(AnotherPersonMust):
        agree_to_taking_out(order, sams_case, by=ada)
    take_out(order, by=ada)
    ring.clear()
    assert Contact.objects.get(pk=note.pk).done == LONG
    call_off_taking_out(order, by=ada)
    with pytest.raises(CalledOff):
        agree_to_taking_out(order, sams_case, by=mona)
    assert not Item.objects.open().filter(kind="part_ordered").exists()
    verbs = Entry.objects.filter(verb__startswith="part.").values_list("verb", flat=True)
    assert "part.ordered" in verbs and "part.taken_out" not in verbs


def test_while_a_hold_stands_nothing_goes(note, sams_case, sam, ada, mona):
    order = order_taking_out(sams_case, "contacts", note.pk, ground="asked", by=ada)
    agreed_to = agree_to_taking_out(order, sams_case, by=mona)
    set_hold(sam, ground="claim", reason="", until=None, by=mona)
    with pytest.raises(OnHold):
        take_out(agreed_to, by=mona)
    assert not take_out_interrupted(by=mona), "it waits"
    ring.clear()
    assert Contact.objects.get(pk=note.pk).done == LONG
    with pytest.raises(OnHold):
        order_taking_out(sams_case, "contacts", note.pk, ground="asked", by=mona)
    Hold.objects.update(lifted_at=now())
    assert take_out_interrupted(by=mona), "and goes on by itself"


def test_what_is_gone_is_neither_corrected_nor_taken_out_again(note, take, ada, sams_case):
    stale = Contact.objects.select_related("case").get(pk=note.pk)
    take("contacts", note.pk)
    with pytest.raises(ErasedAlready):
        order_taking_out(sams_case, "contacts", note.pk, ground="asked", by=ada)
    with pytest.raises(ChangedMeanwhile):
        correct_record(CONTACTS, stale, version=stale.version, purpose="Again", by=ada)
    with pytest.raises(Withdrawn):
        fresh = Contact.objects.select_related("case").get(pk=note.pk)
        correct_record(CONTACTS, fresh, version=fresh.version, purpose="Again", by=ada)


def test_drafts_about_it_go_with_it(note, take, sams_case, ada):
    page = reverse("contacts:correct", args=[sams_case.pk, note.pk])
    keep_draft(page, {"done": "The pills again"}, subject=sams_case.pk, by=ada)
    take("contacts", note.pk)
    assert not Draft.objects.exists()
    keep_draft(page, {"done": "The form stood open"}, subject=sams_case.pk, by=ada)
    take_out_interrupted(by=ada)
    assert not Draft.objects.exists()


def test_a_consent_that_stands_is_taken_back_first(sams_case, ada, take):
    told = {"purpose": "housing", "recipient": "The council", "items": ["name"], "how": "written"}
    days = {"given_on": today(), "until": today() + timedelta(days=90)}
    consent = give_consent(sams_case, **told, **days, by=ada)
    with pytest.raises(StillNeeded):
        order_taking_out(sams_case, "consent", consent.pk, ground="asked", by=ada)
    withdraw_consent(consent, by=ada)
    take("consent", consent.pk)
    consent.refresh_from_db()
    assert consent.recipient == "" and not consent.items and consent.gone().why == "asked"
    assert agreed(sams_case, "housing", "", [], now()) is None


def test_what_she_said_of_our_support_goes(sams_case, ada, take):
    line = say(sams_case, what="service", answer="yes", words="If my mother agrees", by=ada)
    take("said", line.pk)
    line.refresh_from_db()
    assert (line.words, line.answer) == ("", "yes")


def test_one_thing_she_told_of_herself_goes_and_the_rest_stays(sam, sams_case, ada, take):
    told = {name: {"answer": "told", "words": name} for name in ("religion", "gender")}
    row = tell_characteristics(sam, version=0, told=told, source="person", by=ada)
    take("religion", row.pk)
    row = Characteristics.objects.get()
    assert set(row.told) == {"gender"} and row.gone("religion").day == today()
    tell_characteristics(sam, version=row.version, told=told, source="person", by=ada)
    assert take("religion", row.pk).completed_at, "told anew, it can go anew"


def test_last_months_backup_brings_the_words_back_and_they_go_again(note, take, operator):
    before = dict(Contact.objects.filter(pk=note.pk).values("version", "seemed")[0])
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE before AS SELECT * FROM support_contact")
        take("contacts", note.pk)
        page = signed_list()
        cursor.execute("DELETE FROM support_contact")
        cursor.execute("INSERT INTO support_contact SELECT * FROM before")
    TakenOut.objects.all().delete()
    TakingOut.objects.all().delete()
    ring.clear()
    assert Contact.objects.get(pk=note.pk).done == LONG, "here is the backup of before"
    repeat_erasures(page, by=operator)
    ring.clear()
    left = Contact.objects.get(pk=note.pk)
    assert left.done == "" and left.gone().why == "asked" and left.version > before["version"]
    named = {(each.label, each.row) for each in read_ours(signed_list()).parts}
    assert ("support.contact", note.pk) in named, "and the next list names it"


def test_what_she_told_anew_is_not_taken_by_an_old_order(sam, sams_case, ada, take, operator):
    told = {"religion": {"answer": "told", "words": "Quaker"}}
    row = tell_characteristics(sam, version=0, told=told, source="person", by=ada)
    take("religion", row.pk)
    version = Characteristics.objects.get().version
    tell_characteristics(sam, version=version, told=told, source="person", by=ada)
    repeat_erasures(signed_list(), by=operator)
    ring.clear()
    assert Characteristics.objects.get().told["religion"]["words"] == "Quaker"


def test_the_page_says_when_and_at_whose_wish_and_not_what(note, take, as_ada, sams_case):
    take("contacts", note.pk)
    for page in ("contacts:show", "contacts:list", "desk:case"):
        args = [sams_case.pk, note.pk] if page.endswith("show") else [sams_case.pk]
        text = as_ada.get(reverse(page, args=args)).content.decode()
        assert "Taken out on" in text and "at their wish" in text, page
        assert "pills" not in text and "Kingfisher" not in text
    correct = reverse("contacts:correct", args=[sams_case.pk, note.pk])
    assert as_ada.get(correct).status_code == 404


def test_ordered_on_the_page_and_agreed_on_anothers(note, as_ada, as_mona, sams_case):
    page = reverse("erasures:take_out", args=[sams_case.pk, "contacts", note.pk])
    assert "She told" not in as_ada.get(page).content.decode()
    shown = as_ada.post(page, {"ground": "asked"}, follow=True)
    assert "waits for a second person" in shown.content.decode()
    today_page = as_mona.get(reverse("desk:today")).content.decode()
    assert "agree that words are taken out" in today_page
    agree = reverse("erasures:part_agree", args=[sams_case.pk, TakingOut.objects.get().pk])
    assert as_ada.post(agree).status_code == 403
    done = as_mona.post(agree, follow=True).content.decode()
    assert "The words are taken out" in done and "list of erasures" not in done
