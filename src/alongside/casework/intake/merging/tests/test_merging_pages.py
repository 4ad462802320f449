"""The pages: from *Perhaps here twice* to one person, and back."""

import html
from uuid import uuid4

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.casework.cases.commands import allocate, end_support, make_sensitive, open_case
from alongside.casework.cases.models import Case
from alongside.casework.intake.merging.commands import confirm_merge, propose_merge
from alongside.casework.intake.merging.queries import cases_by_merge
from alongside.casework.people.commands import add_contact_point, change_person
from alongside.casework.people.models import Merge, Person
from alongside.casework.walls.commands import raise_wall
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.models import Entry
from alongside.foundation.vault.ring import ring


@pytest.fixture
def read():
    return lambda answer: html.unescape(answer.content.decode())


@pytest.fixture
def send(read):
    def post(client, name, *args, **words):
        address = reverse(f"intake:{name}", args=args)
        return read(client.post(address, {"once": str(uuid4()), **words}, follow=True))

    return post


@pytest.fixture
def address(double):
    return reverse("intake:double", args=[double.pk])


def test_from_perhaps_here_twice_both_are_looked_at_and_it_is_proposed(
    address, double, twice, as_mona, read, send
):
    assert f'href="{address}"' in read(as_mona.get("/doubles/"))
    page = read(as_mona.get(address))
    assert "What speaks for one person: same birth date, same given names" in page
    assert "Hadad" in page and "Haddad" in page and "11 March 1994" in page
    assert "Nothing is moved" in page and "Told once it is confirmed: Ada Okafor." in page
    assert "Say why they are one person" in send(as_mona, "double", double.pk, reason="")
    page = send(as_mona, "double", double.pk, reason="One letter less.")
    assert "Both records stay as they are" in page and "It stands on the day of Ada Okafor." in page
    assert "Bring these records together" not in page and "Take the proposal back" in page
    assert "Mona Farrell proposed that they are one person" in read(as_mona.get("/doubles/"))
    assert read(as_mona.get(address, follow=True)).count("You proposed that these two") == 1


def test_neither_an_earlier_name_nor_a_number_stands_there(
    address, twice, ada, as_mona, as_ada, proposed, read, page_of
):
    for case in twice:
        person = Person.objects.get(pk=case.person_id)
        facts = {"previous_names": "Petra Lavelle", "spellings": "Samyra Hadath"}
        change_person(person, version=person.version, **facts, by=ada)
        add_contact_point(person, kind="mobile", value="07700 900142", by=ada)
    page = page_of(as_ada, proposed, twice[0])
    assert "same number" in page
    for kept in ("Petra", "Lavelle", "Samyra", "900142"):
        assert kept not in page


def test_ada_finds_it_on_today_and_brings_them_together(
    proposed, twice, as_ada, read, send, page_of
):
    today = read(as_ada.get("/today/"))
    at = (Case.objects.get(person=proposed.person_id).pk, proposed.pk)
    address = reverse("intake:merge", args=at)
    assert "Look whether two records are one person" in today and f'href="{address}"' in today
    page = read(as_ada.get(address))
    assert "One letter less." in page and "Told once it is confirmed: Mona Farrell." in page
    page = send(as_ada, "merge", *at, answer="one")
    assert "Brought together: from now on they are one person here." in page
    assert "Two records of one person" in page and "Part these records again" in page
    assert Merge.objects.get().stands


@pytest.mark.parametrize("ended", [0, 1])
def test_it_is_answered_in_the_case_where_support_goes_on(ended, twice, ada, mona):
    end_support(twice[ended], reason="done_together", outcome="better", summary="", by=ada)
    merge = propose_merge(*(case.person for case in twice), reason="One letter less.", by=mona)
    assert cases_by_merge([merge.pk], reader=ada) == {merge.pk: twice[1 - ended]}


def test_she_says_why_they_are_two(proposed, twice, as_ada, as_mona, read, send):
    at = (twice[0].pk, proposed.pk)
    assert "Say why" in send(as_ada, "merge", *at, answer="two", reason="")
    assert Merge.objects.get().waits
    assert "Both records stay as they are" in send(
        as_ada, "merge", *at, answer="two", reason="Her sister."
    )
    assert "They are two people" in read(as_mona.get("/today/"))
    case = twice[0].pk
    page = read(as_mona.get(reverse("intake:together", args=[case])))
    assert "Two people, said Ada Okafor" in page and "I have read it" in page
    assert "It is off your day" in send(as_mona, "together-seen", case)
    assert not Item.objects.open().filter(kind="merge_declined").exists()


def test_while_it_waits_they_are_called_two_there_and_nowhere_else(
    proposed, double, as_ada, as_mona, send
):
    page = send(as_mona, "two-people", double.pk)
    double.refresh_from_db()
    assert double.answer == "" and "You proposed that these two records" in page


def test_an_answer_that_is_none_changes_nothing(proposed, twice, as_ada, send):
    send(as_ada, "merge", twice[0].pk, proposed.pk, answer="perhaps")
    assert Merge.objects.get().waits


def test_whoever_proposed_it_is_not_the_second_person_here_either(proposed, twice, as_mona, send):
    page = send(as_mona, "merge", twice[0].pk, proposed.pk, answer="one")
    assert "Another person must confirm it" in page and Merge.objects.get().waits


def test_what_was_declined_is_proposed_again_with_a_reason(
    proposed, twice, ada, mona, as_ada, send
):
    at = (twice[0].pk, proposed.pk)
    send(as_ada, "merge", *at, answer="two", reason="Her sister.")
    assert "Say why they are one person" in send(as_ada, "merge", *at, answer="again", reason="")
    page = send(as_ada, "merge", *at, answer="again", reason="She rang: it is her.")
    assert "You proposed that these two" in page and "She rang: it is her." in page
    again = Merge.objects.waiting().get()
    assert confirm_merge(again, by=mona).stands


def test_parted_again_from_its_own_page(merged, twice, as_ada, read, send):
    at = (twice[0].pk, merged.pk)
    page = read(as_ada.get(reverse("intake:part", args=at)))
    assert "Both records stand again as they did" in page and "Told now: Ada Okafor." in page
    assert "Say why they are parted" in send(as_ada, "part", *at, reason="")
    page = send(as_ada, "part", *at, reason="Another Samira.")
    assert "Parted: they are two people again, as before." in page and "Another Samira." in page
    assert "Part these records again" not in page
    assert as_ada.get(reverse("intake:part", args=at)).status_code == 302


def test_a_visit_to_both_is_noted(address, proposed, twice, ada, mona, as_ada, as_mona, page_of):
    def visited(by):
        lines = Entry.objects.filter(actor=by.pk, verb__startswith="visited.")
        return set(lines.values_list("subject", flat=True))

    both = {f"cases.case:{case.pk}" for case in twice}
    page_of(as_ada, proposed, twice[0])
    assert visited(ada) == both
    Merge.objects.all().delete()
    as_mona.get(address)
    assert visited(mona) == both


def test_of_a_record_out_of_sight_nothing_shows(address, merged, twice, ben, maja, as_ben, read):
    allocate(twice[0], worker=ben, by=maja)
    page = read(as_ben.get(reverse("intake:together", args=[twice[0].pk])))
    assert "No other record that you see is of this person" in page
    assert twice[1].code not in page and "Hadad" not in page
    for name in ("merge", "part"):
        place = reverse(f"intake:{name}", args=[twice[0].pk, merged.pk])
        assert as_ben.get(place).status_code == as_ben.post(place).status_code == 404
    assert as_ben.get(address).status_code == 403


def test_past_a_wall_and_of_a_sensitive_case_nothing_shows(
    address, proposed, twice, mona, maja, ada, as_mona, as_ada
):
    place = reverse("intake:merge", args=[twice[0].pk, proposed.pk])
    raise_wall(twice[1].person, user=mona, reason="Her sister.", by=maja)
    assert as_mona.get(address).status_code == as_mona.get(place).status_code == 404
    hidden = open_case(twice[1].person, by=maja)
    make_sensitive(hidden, readers=User.objects.none(), by=maja)
    assert as_ada.get(place).status_code == 404


def test_whoever_reads_one_of_the_cases_learns_nothing_from_its_agenda(
    proposed, twice, ben, maja, as_ben, read
):
    for case in twice[:1]:
        allocate(case, worker=ben, by=maja)
    for place in ("desk:case", "desk:handover", "desk:today"):
        page = read(as_ben.get(reverse(place, args=[twice[0].pk] if place != "desk:today" else [])))
        assert "one person" not in page and twice[1].code not in page


def test_a_proposal_is_not_found_by_a_case_that_it_is_not_about(proposed, here, as_ada):
    other = here(given_names="Grace", family_name="Adeyemi")
    place = reverse("intake:merge", args=[other.pk, proposed.pk])
    assert as_ada.get(place).status_code == as_ada.post(place).status_code == 404


def statements(client, name, *args):
    place = reverse(f"intake:{name}", args=args)
    client.get(place)
    ring.clear()
    with (
        CaptureQueriesContext(connections["default"]) as main,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        assert client.get(place).status_code == 200
    return len(main) + len(keys)


def test_the_list_costs_the_same_with_one_record_and_with_five(here, ada, mona, as_ada):
    cases = [here(family_name="Haddad"), here(family_name="Hadad")]

    def join(one, two):
        merge = propose_merge(one.person, two.person, reason="One letter less.", by=mona)
        confirm_merge(merge, by=ada)

    join(*cases)
    few = statements(as_ada, "together", cases[0].pk)
    for number in range(3):
        cases.append(here(family_name=f"Hadda{'dht'[number]}"))
        join(cases[0], cases[-1])
    assert statements(as_ada, "together", cases[0].pk) == few


def test_the_pages_of_a_pair_cost_the_same_however_many_cases(
    double, twice, ada, mona, as_ada, as_mona
):
    def few_and(more):
        merge = Merge.objects.first()
        if merge is None:
            return statements(as_mona, "double", double.pk)
        return statements(as_ada, "merge", twice[0].pk, merge.pk)

    def more_cases():
        for case in twice:
            for _again in range(3):
                allocate(open_case(case.person, by=mona), worker=ada, by=mona)

    before = few_and(0)
    more_cases()
    assert few_and(6) == before
    propose_merge(*(case.person for case in twice), reason="One letter less.", by=mona)
    before = few_and(6)
    more_cases()
    assert few_and(12) == before
