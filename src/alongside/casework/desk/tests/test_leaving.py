"""Ada leaves: nobody waits for a call that does not come, and somebody looks at what she opened."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from alongside.casework.cases.commands import allocate, hand_case_over, open_case
from alongside.casework.desk.leaving import opened_by, shared_out
from alongside.casework.people.commands import add_person
from alongside.casework.walls.commands import open_in_emergency, raise_wall
from alongside.foundation import clock
from alongside.foundation.accounts.commands import AnotherMust, let_back_in
from alongside.foundation.accounts.models import Invitation, SecondFactorReset
from alongside.foundation.agenda.models import Item


@pytest.fixture
def page(ada):
    return reverse("desk:leaving", args=[ada.pk])


@pytest.fixture
def noras_case(eastside, ben, maja):
    """A case of the other team, which Ada has no part in."""
    case = open_case(add_person(known_as="Nora", by=ben), by=maja)
    allocate(case, worker=ben, by=maja)
    return case


def ends(as_otto, ada):
    return as_otto.post(f"/staff/{ada.pk}/end/", follow=True).content.decode()


def test_in_one_act_and_the_administrator_hears_numbers_only(as_otto, as_ada, ada, sams_case):
    as_ada.get(reverse("desk:case", args=[sams_case.pk]))
    said = ends(as_otto, ada)
    assert "1 case waits for somebody to take it" in said
    assert "1 colleague who leads is asked" in said
    assert "Sam" not in said and sams_case.code not in said
    assert as_ada.get("/account/").status_code == 302
    assert not Invitation.objects.open().filter(user=ada).exists()


def test_mona_finds_it_on_today_hands_over_and_answers(
    as_mona, as_otto, as_ada, ada, vera, cora, sams_case, mona, page
):
    as_ada.get(reverse("desk:case", args=[sams_case.pk]))
    ends(as_otto, ada)
    assert "Ada Okafor has left" in as_mona.get("/today/").content.decode()
    shown = as_mona.get(page).content.decode()
    assert reverse("cases:hand_over", args=[sams_case.pk]) in shown
    assert "1 page opened" in shown and "Their case" in shown
    hand_case_over(sams_case, to=cora, by=mona)
    assert "No case that you see is left" in as_mona.get(page).content.decode()
    assert as_mona.post(page, {}).status_code == 200, "an answer is asked for"
    assert as_mona.post(page, {"outcome": "in_order"}).url == "/today/"
    assert "has left" not in as_mona.get("/today/").content.decode()
    assert Item.objects.get(kind="leaver_review").outcome == "in_order"


def test_what_was_not_hers_comes_first_and_goes_to_whoever_sees_it(
    as_otto, as_ada, as_maja, ada, maja, mona, sams_case, noras_case, page
):
    open_in_emergency(noras_case, reason="She rang.", by=ada)
    for case in (sams_case, noras_case, noras_case):
        as_ada.get(reverse("desk:case", args=[case.pk]))
    ends(as_otto, ada)
    shown = as_maja.get(page).content.decode()
    assert "In an emergency" in shown and "2 pages opened" in shown and "Sam" not in shown
    assert [opening.case for opening in opened_by(ada, mona)] == [sams_case]


def test_whoever_was_to_look_leaves_too_and_another_is_asked(
    as_otto, as_ada, as_mona, as_maja, ada, mona, maja, sams_case, page
):
    as_ada.get(reverse("desk:case", args=[sams_case.pk]))
    ends(as_otto, ada)
    assert "Ada Okafor has left" in as_mona.get("/today/").content.decode()
    allocate(sams_case, worker=maja, by=mona)
    assert "Ada Okafor has left" not in as_maja.get("/today/").content.decode()
    ends(as_otto, mona)
    assert "Ada Okafor has left" in as_maja.get("/today/").content.decode()
    assert as_maja.post(page, {"outcome": "in_order"}).url == "/today/"
    assert not Item.objects.open().filter(kind="leaver_review", subject=ada.pk).exists()


def test_where_nobody_else_leads_it_stays_open(as_otto, as_ada, ada, mona, sams_case):
    as_ada.get(reverse("desk:case", args=[sams_case.pk]))
    ends(as_otto, ada)
    ends(as_otto, mona)
    assert Item.objects.open().get(kind="leaver_review", subject=ada.pk).owner == mona.pk


def test_a_wall_stands_here_too(as_otto, as_mona, as_maja, ada, mona, maja, ben, sams_case, page):
    allocate(sams_case, worker=ben, by=mona)
    raise_wall(sams_case.person, user=mona, reason="Her sister.", by=maja)
    ends(as_otto, ada)
    assert as_mona.get(page).status_code == 404
    assert "Sam" in as_maja.get(page).content.decode()


def test_openings_longer_ago_are_not_asked_about(as_ada, ada, mona, sams_case):
    as_ada.get(reverse("desk:case", args=[sams_case.pk]))
    assert opened_by(ada, mona)
    with clock.stand_at(clock.now() + timedelta(days=91)):
        assert not opened_by(ada, mona)


def test_nobody_else_finds_the_page_and_nobody_before_it_is_time(
    as_mona, as_maja, as_ada, as_otto, ada, sams_case, page
):
    assert as_mona.get(page).status_code == 404
    ends(as_otto, ada)
    assert as_maja.get(page).status_code == 404, "she sees none of it"
    assert as_otto.get(page).status_code == 403


def test_a_case_that_nobody_who_leads_sees_is_told_apart(as_otto, ada, ben, sams_case, mona):
    from alongside.casework.cases.commands import make_sensitive

    make_sensitive(sams_case, readers=[ada, ben], by=mona)
    shares, unseen = shared_out(ada)
    assert not shares and unseen == {sams_case.pk}
    assert "1 case is seen by nobody who leads" in ends(as_otto, ada)


def test_whoever_had_keys_alone_is_not_let_back_in_by_the_same_hand(as_otto, otto, ada, operator):
    Authenticator.objects.create(user=ada, type="webauthn", data={})
    ends(as_otto, ada)
    assert not Authenticator.objects.filter(user=ada).exists()
    assert SecondFactorReset.objects.get(user=ada).made_by == otto.pk
    ada.refresh_from_db()
    with pytest.raises(AnotherMust):
        let_back_in(ada, by=otto)
    assert let_back_in(ada, by=operator).token
