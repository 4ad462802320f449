"""Who stands beside Sam, and the few who may know of a sensitive case."""

import html
from uuid import uuid4

import pytest

from alongside.casework.cases.commands import allocate, hand_case_over, judge_danger, make_sensitive
from alongside.casework.cases.models import Allocation, Case
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.commands import put
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import today


def text(answer):
    return html.unescape(answer.content.decode())


def working_on(case):
    current = Allocation.objects.filter(case=case, until=None)
    return set(current.values_list("worker__name", flat=True))


def only(*people):
    return User.objects.filter(pk__in=[person.pk for person in people])


@pytest.fixture
def in_northgate(cora):
    return cora


def test_mona_sees_who_works_on_it_and_the_load_of_others(as_mona, sams_case, page, in_northgate):
    assert "Ada Okafor" in text(as_mona.get(page("workers", sams_case)))
    offered = text(as_mona.get(page("add_worker", sams_case)))
    assert "Cora Vance, Northgate" in offered and "Load 0" in offered
    assert "Ada Okafor, Northgate" not in offered


def test_mona_adds_cora(as_mona, sams_case, page, send, in_northgate):
    send(as_mona, page("add_worker", sams_case), worker=in_northgate.pk)
    assert working_on(sams_case) == {"Ada Okafor", "Cora Vance"}


def test_nobody_is_given_a_case_that_their_role_cannot_work_on(
    as_mona, sams_case, page, send, vera, otto
):
    for other in (vera, otto):
        answer = send(as_mona, page("add_worker", sams_case), worker=other.pk)
        assert answer.status_code == 200 and "Error:" in text(answer)
    assert working_on(sams_case) == {"Ada Okafor"}


def test_handed_over_the_dates_move_along(as_mona, ada, sams_case, page, send, in_northgate):
    put(sams_case, "call", due=today(), source=uuid4(), owner=ada.pk, by=ada)
    judge_danger(sams_case, level="raised", reason="Quieter.", by=ada)  # Mona's to look at
    moving = Item.objects.open().about(sams_case).filter(owner=ada.pk).count()
    asked = text(as_mona.get(page("hand_over", sams_case)))
    assert f"{moving} dates on the agenda of this case move along." in asked
    send(as_mona, page("hand_over", sams_case), worker=in_northgate.pk)
    assert working_on(sams_case) == {"Cora Vance"}
    assert not Item.objects.open().about(sams_case).filter(owner=ada.pk).exists()
    assert not Case.objects.visible_to(ada).exists()


def test_handed_to_another_team_mona_is_led_back_to_her_own_cases(
    as_mona, sams_case, page, send, ben
):
    answer = send(as_mona, page("hand_over", sams_case), worker=ben.pk)
    assert answer.url == "/cases/"
    assert as_mona.get(page("workers", sams_case)).status_code == 404


def test_to_lose_sight_of_a_case_mona_has_to_mean_it(as_mona, sams_case, page, send, maja):
    address = page("sensitive", sams_case)
    answer = send(as_mona, address, readers=[maja.pk])
    assert "You would lose sight of this case." in text(answer)
    assert not Case.objects.get().sensitive
    answer = send(as_mona, address, readers=[maja.pk], let_go="on")
    assert Case.objects.get().sensitive and answer.url == "/cases/"
    assert as_mona.get(address).status_code == 404


def test_named_she_stays(as_mona, mona, sams_case, page, send):
    answer = send(as_mona, page("sensitive", sams_case), readers=[mona.pk])
    assert answer.url == page("workers", sams_case)
    shown = text(as_mona.get(page("sensitive", sams_case)))
    assert "Sensitive: 2 named people" in shown
    assert "Ada Okafor, Mona Farrell" in shown


def test_a_sensitive_case_is_nothing_to_those_who_are_not_named(
    as_ben, as_mona, as_otto, mona, maja, sams_case, page, same_page
):
    make_sensitive(sams_case, readers=only(maja), by=mona)
    for outsider in (as_ben, as_mona, as_otto):
        for name in ("safe_contact", "person", "workers"):
            hidden = outsider.get(page(name, sams_case))
            assert hidden.status_code == 404
            assert same_page(hidden, outsider.get(page(name, uuid4())))


def test_its_own_worker_and_whoever_is_named_go_on(as_ada, as_maja, maja, mona, sams_case, page):
    make_sensitive(sams_case, readers=only(maja), by=mona)
    for insider in (as_ada, as_maja):
        shown = text(insider.get(page("safe_contact", sams_case)))
        assert "Sensitive: 2 named people" in shown


def test_the_administrator_cannot_be_named(as_mona, mona, otto, sams_case, page, send):
    answer = send(as_mona, page("sensitive", sams_case), readers=[otto.pk, mona.pk])
    assert answer.status_code == 200 and not Case.objects.get().sensitive


def test_made_ordinary_the_supervisor_sees_it_again(as_maja, maja, mona, sams_case, page, send):
    make_sensitive(sams_case, readers=only(maja), by=mona)
    answer = send(as_maja, page("make_ordinary", sams_case))
    assert answer.url == "/cases/"  # she supervises another team
    assert Case.objects.visible_to(mona).exists() and not Case.objects.visible_to(maja).exists()


def test_handed_over_a_sensitive_case_forgets_who_had_it(sams_case, ada, mona, in_northgate):
    make_sensitive(sams_case, readers=only(mona), by=mona)
    hand_case_over(sams_case, to=in_northgate, by=mona)
    assert not Case.objects.visible_to(ada).exists()
    assert Case.objects.visible_to(in_northgate).exists()


def test_allocated_twice_she_works_on_it_once(sams_case, ada, mona):
    allocate(sams_case, worker=ada, by=mona)
    assert Allocation.objects.count() == 1
