"""While a claim runs, what Ada changes of Sam is kept as it stood before."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.casework.cases.commands import (
    change_safe_contact,
    open_case,
    tell_safe_contact,
    withdraw_safe_contact,
)
from alongside.casework.cases.involved.commands import add_party, change_party, withdraw_party
from alongside.casework.cases.models import NamedReader
from alongside.casework.cases.telling.commands import take_back_mail
from alongside.casework.erasures.kept import ABOUT, in_words_of
from alongside.casework.erasures.parts.commands import (
    agree_to_taking_out,
    order_taking_out,
    take_out,
)
from alongside.casework.keeping.commands import ask_to_lift_hold, lift_hold, set_hold
from alongside.casework.keeping.models import Hold, Kept
from alongside.casework.people.before import KEEPERS
from alongside.casework.people.commands import (
    change_person,
    oppose,
    tell_characteristics,
    tell_of_child,
    tell_what_helps,
)
from alongside.foundation.vault.keys import key_for_compartment

pytestmark = pytest.mark.django_db(databases="__all__", transaction=True)
WEEKDAYS = [{"day": 0, "from": "10:00", "to": "11:30"}]


def held(person, *, by):
    return set_hold(person, ground="claim", reason="", until=None, by=by)


def lifted(hold, *, by, second):
    ask_to_lift_hold(hold, by=by)
    return lift_hold(hold, by=second)


def told(kept):
    return dict(in_words_of(kept))


def words(client, name, *args):
    return client.get(reverse(f"erasures:{name}", args=args)).content.decode()


@pytest.fixture
def point(sams_case, ada):
    how = {"kind": "mobile", "value": "07700 900142", "state": "safe", "windows": WEEKDAYS}
    return tell_safe_contact(sams_case, **how, by=ada)


def test_where_no_hold_stands_nothing_is_kept_and_one_question_is_asked(sam, ada, monkeypatch):
    with CaptureQueriesContext(connection) as asked:
        change_person(sam, version=1, address="1 Elm Row", by=ada)
    monkeypatch.setattr("alongside.casework.people.before.KEEPERS", [])
    with CaptureQueriesContext(connection) as unasked:
        change_person(sam, version=2, address="2 Elm Row", by=ada)
    assert not Kept.objects.exists() and len(asked) == len(unasked) + 1
    assert KEEPERS


def test_her_earlier_address_and_birth_date_stay_readable(sam, ada):
    first = {"address": "1 Elm Row", "birth_date": date(1990, 2, 3), "pronouns": "she"}
    change_person(sam, version=1, **first, by=ada)
    held(sam, by=ada)
    later = {"address": "", "birth_date": date(1991, 2, 3), "pronouns": "she"}
    change_person(sam, version=2, **later, by=ada)
    kept = Kept.objects.get()
    assert told(kept) == {"Address": "1 Elm Row", "Born": "3 February 1990"}
    assert kept.by == ada and kept.sealed_with == sam.key_id


def test_what_stays_as_it_was_is_not_kept_twice(sam, ada):
    held(sam, by=ada)
    change_person(sam, version=1, known_as="Sam", by=ada)
    assert not Kept.objects.exists()


def test_once_the_hold_is_lifted_nothing_more_is_kept(sam, ada, mona):
    lifted(held(sam, by=ada), by=ada, second=mona)
    change_person(sam, version=1, address="1 Elm Row", by=ada)
    assert not Kept.objects.exists()


def test_what_she_had_said_about_her_number_stays_with_its_day(sams_case, sam, point, ada):
    held(sam, by=ada)
    new = {"value": "07700 900143", "state": "unsafe", "windows": []}
    change_safe_contact(sams_case, point, version=1, **new, by=ada)
    kept = told(Kept.objects.get())
    assert kept["Number or address"] == "07700 900142" and kept["Is it safe?"] == "Safe"
    assert kept["Safe times"] == "Monday 10:00 to 11:30" and kept["Confirmed on"]


def test_a_number_that_is_taken_out_stays_as_it_stood(sams_case, sam, point, ada):
    held(sam, by=ada)
    withdraw_safe_contact(sams_case, point, by=ada)
    kept = Kept.objects.get()
    assert kept.taken_out and told(kept)["Number or address"] == "07700 900142"


@pytest.mark.parametrize("what", ["mail came back", "it is an opponent's"])
def test_that_it_was_called_safe_stays_when_something_happens(what, sams_case, sam, point, ada):
    held(sam, by=ada)
    if what == "mail came back":
        take_back_mail(sams_case, point, by=ada)
    else:
        oppose(sams_case.pk, [("mobile", "07700 900142")], by=ada)
    point.refresh_from_db()
    assert point.state == "unknown"
    assert told(Kept.objects.get())["Is it safe?"] == "Safe"


def test_in_whose_case_the_opponent_stands_is_not_told_by_who_changed_it(
    as_mona, sams_case, sam, point, ben, ada
):
    """Ben works on the other side, of which whoever leads here may not know."""
    held(sam, by=ada)
    oppose(uuid4(), [("mobile", "07700 900142")], by=ben)
    kept = Kept.objects.get()
    assert "Ben Castle" not in words(as_mona, "holds", sams_case.pk)
    assert "Ben Castle" not in words(as_mona, "kept", sams_case.pk, kept.pk)


def test_an_opponents_earlier_address_lies_under_the_key_of_their_compartment(sams_case, sam, ada):
    karl = add_party(sams_case, kind="suspect", name="Karl", address="9 Mill Lane", by=ada)
    held(sam, by=ada)
    change_party(karl, version=1, address="10 Mill Lane", household=True, by=ada)
    kept = Kept.objects.get()
    assert told(kept) == {"Address": "9 Mill Lane", "Lives with them": "No"}
    assert kept.sealed_with == key_for_compartment(sams_case.pk, "opposed") != sams_case.key_id


def test_whoever_is_taken_out_of_the_case_stays_as_they_stood(sams_case, sam, ada):
    rana = add_party(sams_case, kind="family", name="Rana", relation="Mother", by=ada)
    held(sam, by=ada)
    withdraw_party(rana, by=ada)
    kept = Kept.objects.get()
    assert kept.taken_out and kept.sealed_with == sams_case.key_id
    who = {"Who is it?": "Family or household", "Name": "Rana", "Relation": "Mother"}
    assert told(kept) == who


def test_every_kind_of_row_has_a_word_on_the_page(sams_case, sam, point, ada):
    described = {"gender": {"answer": "told", "words": "A woman"}}
    tell_what_helps(sam, version=0, good="Tea", by=ada)
    tell_of_child(sam, version=0, holds="Rana", by=ada)
    tell_characteristics(sam, version=0, told=described, source="person", by=ada)
    rana = add_party(sams_case, kind="family", name="Rana", by=ada)
    held(sam, by=ada)
    change_person(sam, version=1, known_as="Samira", by=ada)
    tell_what_helps(sam, version=1, good="Quiet", by=ada)
    tell_of_child(sam, version=1, holds="Rana and Omar", by=ada)
    tell_characteristics(sam, version=1, told={}, source="person", by=ada)
    change_safe_contact(sams_case, point, version=1, value="07700 900149", by=ada)
    change_party(rana, version=1, name="Rana H.", by=ada)
    assert {kept.what for kept in Kept.objects.all()} == set(ABOUT)
    assert ("Gender", "A woman") in [
        row for kept in Kept.objects.all() for row in told(kept).items()
    ]


@pytest.fixture
def changed(sams_case, sam, ada):
    change_person(sam, version=1, address="1 Elm Row", by=ada)
    held(sam, by=ada)
    change_person(sam, version=2, address="2 Elm Row", by=ada)
    return Kept.objects.get()


def test_mona_who_lifts_holds_reads_it(as_mona, sams_case, changed):
    listed = words(as_mona, "holds", sams_case.pk)
    assert "As it stood before" in listed and "Changed by Ada Okafor" in listed
    assert "1 Elm Row" not in listed
    assert "1 Elm Row" in words(as_mona, "kept", sams_case.pk, changed.pk)


def test_ada_who_lifts_none_does_not(as_ada, sams_case, changed):
    assert "As it stood before" not in words(as_ada, "holds", sams_case.pk)
    shown = as_ada.get(reverse("erasures:kept", args=[sams_case.pk, changed.pk]))
    assert shown.status_code == 403


def test_what_was_kept_in_one_case_is_not_shown_in_another(as_mona, sams_case, sam, mona, ada):
    other = open_case(sam, by=mona)
    NamedReader.objects.create(case=other, user=ada)
    rana = add_party(other, kind="family", name="Rana", by=ada)
    held(sam, by=ada)
    change_party(rana, version=1, name="Rana H.", by=ada)
    kept = Kept.objects.get()
    assert "As it stood before" not in words(as_mona, "holds", sams_case.pk)
    shown = as_mona.get(reverse("erasures:kept", args=[sams_case.pk, kept.pk]))
    assert shown.status_code == 404


@pytest.mark.parametrize("reach", ["person", "case"])
def test_it_goes_with_her_and_with_her_case(reach, sams_ended_case, sam, erase, ada, mona):
    rana = add_party(sams_ended_case, kind="family", name="Rana", by=ada)
    hold = held(sam, by=ada)
    change_person(sam, version=1, address="1 Elm Row", by=ada)
    change_party(rana, version=1, name="Rana H.", by=ada)
    assert Kept.objects.count() == 2
    lifted(hold, by=ada, second=mona)
    erase(case=sams_ended_case if reach == "case" else None)
    left = list(Kept.objects.values_list("what", flat=True))
    assert left == (["people.person"] if reach == "case" else [])


def test_what_is_taken_out_of_how_she_describes_herself_goes_here_too(sams_case, sam, ada, mona):
    first = {"gender": {"answer": "told", "words": "A woman"}}
    row = tell_characteristics(sam, version=0, told=first, source="person", by=ada)
    hold = held(sam, by=ada)
    later = {"gender": {"answer": "told", "words": "Woman"}}
    tell_characteristics(sam, version=1, told=later, source="person", by=ada)
    lifted(hold, by=ada, second=mona)
    order = order_taking_out(sams_case, "gender", row.pk, ground="asked", by=ada)
    take_out(agree_to_taking_out(order, sams_case, by=mona), by=mona)
    assert not Kept.objects.exists() and not Hold.objects.standing().exists()
