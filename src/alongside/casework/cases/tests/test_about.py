"""What Sam tells once for all, who decides for a child, and what is pinned above every page."""

import html
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as some

from alongside.casework.cases.commands import allocate, note_crime
from alongside.casework.cases.telling.commands import pin_notice, tell_person
from alongside.casework.desk.hers import her_day
from alongside.casework.desk.today import rows_of
from alongside.casework.people.about.children import birthday, is_child
from alongside.casework.people.commands import add_person, tell_of_child
from alongside.casework.people.matching import traits_of
from alongside.casework.people.models import Characteristics, Child, Helps, Person
from alongside.casework.people.safe_contact import CHILD
from alongside.foundation.agenda.commands import put
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import now, stand_at, today

ANSWERED = {"holds": "Her mother, Rana", "suspected": "no", "agrees": "yes"}
ANSWERED |= {"competence": "not_assessed", "competence_why": "", "version": "0"}


def text(answer):
    return html.unescape(answer.content.decode())


def years_ago(years):
    return today() - timedelta(days=365 * years + years // 4 + 2)


@pytest.fixture
def of_a_child(sams_case, ada):
    tell_person(sams_case, version=1, birth_date=years_ago(12), by=ada)
    sams_case.refresh_from_db()
    return sams_case


def test_no_number_of_a_child_works_before_somebody_asked(
    as_ada, ada, of_a_child, page, send, mobile
):
    said = text(as_ada.get(page("person", of_a_child)))
    assert "Not safe to call: ask first who decides for the child." in said
    assert "Show the number" not in said and "Who decides for the child" in said
    put(of_a_child, "call", due=today(), source=of_a_child.pk, owner=ada.pk, by=ada)
    (row, *_) = [
        row for row in rows_of(her_day(ada, until=today(), at=now()), at=now()) if row.is_call
    ]
    assert (row.standing.code, row.group) == (CHILD, "ask_first")
    send(as_ada, page("change_child", of_a_child), **ANSWERED)
    assert "Safe to call now" in text(as_ada.get(page("person", of_a_child)))


@pytest.mark.parametrize(
    "missing", [{"holds": ""}, {"suspected": "unknown"}, {"agrees": "unknown"}]
)
def test_half_an_answer_is_none(as_ada, of_a_child, page, send, mobile, missing):
    send(as_ada, page("change_child", of_a_child), **{**ANSWERED, **missing})
    assert Child.objects.get().answered_on is None
    assert "ask first who decides" in text(as_ada.get(page("person", of_a_child)))


def test_whoever_is_a_child_to_the_crime_is_one_until_the_age_is_known(
    as_ada, ada, sams_case, page, mobile
):
    note_crime(sams_case, category="domestic_abuse", client_kind="child", by=ada)
    assert "ask first who decides" in text(as_ada.get(page("person", sams_case)))
    tell_person(sams_case, version=1, age_band="from_25", by=ada)
    assert "ask first who decides" not in text(as_ada.get(page("person", sams_case)))


def test_a_judgement_needs_its_reasons(as_ada, of_a_child, page, send):
    judged = {**ANSWERED, "competence": "competent"}
    answer = send(as_ada, page("change_child", of_a_child), **judged)
    assert "Say what makes you think so" in text(answer) and not Child.objects.exists()


def test_birthdays_stand_on_the_day_of_whoever_works_with_the_child(ada, mona, of_a_child, cora):
    kinds = Item.objects.open().about(of_a_child).filter(kind__startswith="birthday")
    assert set(kinds.values_list("kind", flat=True)) == {
        "birthday_13",
        "birthday_16",
        "birthday_18",
    }
    assert set(kinds.values_list("owner", flat=True)) == {ada.pk}
    tell_person(of_a_child, version=2, birth_date=years_ago(17), by=ada)
    assert [item.kind for item in kinds.all()] == ["birthday_18"]
    allocate(of_a_child, worker=cora, by=mona)
    assert kinds.count() == 1


@given(some.dates(date(1990, 1, 1), date(2026, 1, 1)), some.integers(0, 40_000))
def test_a_child_is_one_until_the_very_birthday(born, days):
    person, on = Person(birth_date=born), born + timedelta(days=days % 12_000)
    before = (on.year, on.month, on.day) < (born.year + 18, born.month, born.day)
    assert is_child(person, [], on) == before
    assert birthday(born, 18).year == born.year + 18


def test_the_page_that_sam_shapes(as_ada, sams_case, page, send):
    assert "Nothing told yet" in text(as_ada.get(page("helps", sams_case)))
    told = {"good": "Tea, and a door that stays open", "not_again": "The night itself"}
    assert send(as_ada, page("change_helps", sams_case), **told, version="0").status_code == 302
    said = text(as_ada.get(page("helps", sams_case)))
    assert "a door that stays open" in said and "The night itself" in said
    late = send(as_ada, page("change_helps", sams_case), good="Coffee", version="0")
    assert late.status_code == 409 and "Coffee" in text(late)
    assert Helps.objects.get().good == told["good"]


DESCRIBED = {f"{name}_answer": "not_asked" for name in ("gender", "ethnicity", "religion")}
DESCRIBED |= {"sexuality_answer": "prefers_not", "disability_answer": "told", "source": "person"}
DESCRIBED |= {"disability": "Deaf, and proud of it", "calm": "on", "version": "0"}


def test_not_asked_and_would_rather_not_say_are_two_answers(as_ada, sams_case, page, send):
    send(as_ada, page("change_described", sams_case), **DESCRIBED)
    assert set(Characteristics.objects.get().told) == {"sexuality", "disability"}
    said = text(as_ada.get(page("described", sams_case)))
    assert "Would rather not say" in said and "Not asked" in said and "Deaf, and proud" in said
    form = text(as_ada.get(page("change_described", sams_case)))
    assert "Deaf, and proud of it" in form


def test_nobody_is_asked_this_in_a_crisis_call(as_ada, sams_case, page, send):
    answer = send(as_ada, page("change_described", sams_case), **{**DESCRIBED, "calm": ""})
    assert "Ask these another time" in text(answer) and not Characteristics.objects.exists()


def test_a_pinned_notice_stands_above_every_page_until_its_day(request, ada, sams_case, page, send):
    ten = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Europe/London"))
    with stand_at(ten):
        as_ada = request.getfixturevalue("as_ada")
        pinned = {"words": "He has been seen outside.", "owner": ada.pk, "until": "tomorrow"}
        assert send(as_ada, page("notices", sams_case), **pinned).status_code == 302
        for name in ("person", "safe_contact", "helps"):
            assert "He has been seen outside." in text(as_ada.get(page(name, sams_case)))
        assert Item.objects.open().get(kind="notice_ends").owner == ada.pk
        refused = send(as_ada, page("notices", sams_case), **{**pinned, "until": "3 March 2028"})
        assert "within the next three months" in text(refused)
    with stand_at(ten + timedelta(days=2)):
        sams_case.__dict__.pop("notices", None)
        assert sams_case.notices == []


def test_taken_down_it_is_gone(as_ada, ada, sams_case, page, send):
    notice = pin_notice(sams_case, words="Do not park there.", owner=ada, until=today(), by=ada)
    send(as_ada, page("take_down", sams_case, notice.pk))
    assert "Do not park there." not in text(as_ada.get(page("person", sams_case)))
    assert not Item.objects.open().filter(kind="notice_ends").exists()


def test_an_earlier_name_is_found_and_never_said(sam, sams_case, ada):
    tell_person(sams_case, version=1, previous_names="Samira Karim\nSamira Nasser", by=ada)
    known = traits_of(Person.objects.prefetch_related("contact_points").get(pk=sam.pk))
    came = traits_of(Person(given_names="Samira", family_name="Nasser", id=sam.pk))
    assert known.may_be(came) and came.may_be(known)
    born = traits_of(Person(given_names="Joan", family_name="Reid", id=sam.pk))
    assert not known.may_be(born)


def test_two_of_whom_nothing_can_be_read_are_not_alike_for_that(ada):
    """“Cannot be trusted” would be one name for both of them."""
    for name in ("Noor", "Joan"):
        add_person(given_names=name, family_name="Reid", by=ada)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET given_names = known_as, family_name = known_as")
    one, two = map(traits_of, Person.objects.all())
    assert not one.may_be(two) and one.names == two.names == frozenset()


@pytest.mark.parametrize("name", ["helps", "described", "notices"])
def test_many_notices_cost_what_one_costs(as_ada, ada, sams_case, page, name):
    def cost():
        with (
            CaptureQueriesContext(connections["default"]) as main,
            CaptureQueriesContext(connections["keys"]) as keys,
        ):
            assert as_ada.get(page(name, sams_case)).status_code == 200
        return len(main) + len(keys)

    pin_notice(sams_case, words="One.", owner=ada, until=today(), by=ada)
    as_ada.get(page(name, sams_case))
    one = cost()
    for _ in range(4):
        pin_notice(sams_case, words="More.", owner=ada, until=today(), by=ada)
    assert cost() == one <= 20


def test_for_a_child_somebody_asked_nothing_changes(ada, of_a_child, mobile):
    tell_of_child(of_a_child.person, version=0, holds="Rana", suspected="yes", agrees="no", by=ada)
    of_a_child.__dict__.pop("circumstances", None)
    assert not of_a_child.circumstances.child_unasked
