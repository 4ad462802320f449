"""Ben works with Carl. Weeks later Sam names Carl: nobody who works with either learns of it."""

import html
from uuid import uuid4

import pytest
from click.testing import CliRunner
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from tests.house.pages import without_tokens

from alongside.casework.cases.commands import (
    allocate,
    end_support,
    make_sensitive,
    note_crime,
    open_case,
)
from alongside.casework.cases.involved.commands import add_party
from alongside.casework.intake.jobs import find_two_sides
from alongside.casework.intake.models import Conflict
from alongside.casework.intake.sides.finding import _ordered
from alongside.casework.people.commands import add_contact_point, add_person
from alongside.casework.people.models import Wall
from alongside.config.outsiders import outsiders
from alongside.foundation.accounts.commands import end_access
from alongside.foundation.vault.keys import destroy_keys_of
from alongside.foundation.vault.ring import ring
from alongside.organisation.workforce.models import NightCode

LIST = "/conflicts/"


def text(answer):
    return html.unescape(answer.content.decode())


def send(client, address, **answers):
    return client.post(address, {"once": str(uuid4()), **answers})


@pytest.fixture
def carl(ada):
    return add_person(given_names="Carl", family_name="Stone", by=ada)


@pytest.fixture
def carls_case(carl, ben, mona):
    case = open_case(carl, by=mona)
    allocate(case, worker=ben, by=mona)
    return case


@pytest.fixture(params=["together", "one by one"])
def looked_for(operator, request, monkeypatch):
    """However many are read at once: a million are read in portions."""
    if request.param == "one by one":
        monkeypatch.setattr("alongside.casework.intake.sides.finding.AT_ONCE", 1)

    def run():
        ring.clear()
        find_two_sides(by=operator)
        return {frozenset((each.case_id, each.other_id)) for each in Conflict.objects.all()}

    return run


@pytest.fixture
def met(sams_case, carls_case, ada, looked_for):
    """Sam says who it was."""
    add_party(sams_case, kind="suspect", name="carl STONE", by=ada)
    looked_for()
    return Conflict.objects.get()


def test_a_name_told_later_is_found_once_and_by_itself(met, looked_for, sams_case, carls_case):
    assert looked_for() == {frozenset((sams_case.pk, carls_case.pk))}
    assert Conflict.objects.count() == 1, "and not again at the next run"


def test_a_number_noted_later_tells_too(sams_case, carls_case, carl, ada, looked_for):
    add_contact_point(carl, kind="mobile", value="+44 7700 900177", by=ada)
    assert not looked_for()
    add_party(sams_case, kind="opponent", name="", phone="07700 900177", by=ada)
    assert looked_for() == {frozenset((sams_case.pk, carls_case.pk))}


def test_so_does_a_mailbox(sams_case, carls_case, carl, ada, looked_for):
    add_contact_point(carl, kind="email", value="Carl@example.org", by=ada)
    add_party(sams_case, kind="suspect", name="", email="carl@example.org", by=ada)
    assert looked_for()


def test_one_crime_makes_a_first_name_enough(sams_case, carls_case, ada, ben, looked_for):
    add_party(sams_case, kind="suspect", name="Carl", by=ada)
    assert not looked_for(), "a first name alone tells nobody apart"
    for case, written, by in ((sams_case, "CR 4411/26", ada), (carls_case, "cr-4411-26", ben)):
        note_crime(case, client_kind="harmed", category="theft", reference=written, by=by)
    assert looked_for() == {frozenset((sams_case.pk, carls_case.pk))}


def test_two_sisters_of_one_crime_are_no_conflict(sams_case, carls_case, ada, mona, looked_for):
    add_party(sams_case, kind="suspect", name="Karl", by=ada)
    sister = open_case(add_person(given_names="Rana", family_name="Haddad", by=ada), by=mona)
    event = note_crime(sams_case, client_kind="harmed", category="theft", by=ada).event
    note_crime(sister, client_kind="harmed", event=event, by=ada)
    assert not looked_for()


def test_who_was_erased_is_like_nobody(sams_case, carls_case, carl, ada, looked_for):
    add_party(sams_case, kind="suspect", name="Carl Stone", by=ada)
    for owner in (carl.pk, sams_case.pk):
        destroy_keys_of(owner)
    assert not looked_for()


def test_two_that_have_ended_meet_no_more(sams_case, carls_case, ada, ben, looked_for):
    add_party(sams_case, kind="suspect", name="Carl Stone", by=ada)
    for case, by in ((sams_case, ada), (carls_case, ben)):
        end_support(case, reason="other", outcome="not_asked", summary="", by=by)
    assert not looked_for()


def test_a_manager_is_told_and_neither_worker_sees_anything(
    met, as_maja, as_mona, as_ada, as_ben, sams_case, carls_case
):
    page = text(as_maja.get(LIST))
    assert sams_case.code in page and carls_case.code in page
    one = text(as_maja.get(reverse("intake:conflict", args=[met.pk])))
    assert "Ada Okafor" in one and "Ben Castle" in one
    for worker, own, other in (
        (as_ada, sams_case, carls_case),
        (as_ben, carls_case, sams_case),
    ):
        assert worker.get(LIST).status_code == 403
        for address in ("/today/", reverse("desk:case", args=[own.pk])):
            told = text(worker.get(address))
            assert "onflict" not in told and other.code not in told
        named = reverse("intake:conflict-by-code", args=[met.pk])
        assert worker.get(named).status_code == 404
    send(as_maja, reverse("intake:conflict", args=[met.pk]), finding="kept_apart", said="Days.")
    assert "No conflict waits" in text(as_maja.get(LIST))
    met.refresh_from_db()
    assert met.said == "Days."


def test_a_manager_who_works_with_one_of_them_is_not_told(met, as_maja, maja, sams_case, mona):
    allocate(sams_case, worker=maja, by=mona)
    assert "No conflict waits" in text(as_maja.get(LIST))
    assert as_maja.get(reverse("intake:conflict", args=[met.pk])).status_code == 404


@pytest.fixture
def walled(met, carl, maja, ada):
    """The only manager is related to Carl."""
    Wall.objects.create(person=carl, user=maja, raised_by=ada)
    return met


def test_where_the_only_manager_is_walled_the_next_one_has_it(
    walled, as_maja, operator, signed_in_client
):
    from alongside.foundation.accounts.commands import add_user

    assert "No conflict waits" in text(as_maja.get(LIST))
    other = add_user(email="z@example.org", name="Zoe Ray", role="manager", by=operator)
    assert "Two cases" in text(signed_in_client(other).get(LIST))


def test_where_there_is_none_the_administrator_hears_a_number_and_the_walled_nothing(
    walled, as_otto, as_maja, as_mona
):
    assert "1 conflict waits for the outsider" in text(as_otto.get("/staff/"))
    page = text(as_otto.get("/triage/outsider/"))
    assert "1 conflict between people we support waits" in page and "Carl" not in page
    assert "onflict" not in text(as_mona.get("/today/"))
    told = CliRunner().invoke(outsiders, ["waiting"])
    assert "1 conflict waits for the outsider" in told.output


def test_an_administrator_behind_the_wall_sees_the_page_of_any_other_day(
    walled, as_otto, otto, carl, ada
):
    Wall.objects.create(person=carl, user=otto, raised_by=ada)
    pages = [without_tokens(as_otto.get(page)) for page in ("/staff/", "/triage/outsider/")]
    walled.delete()
    assert pages == [without_tokens(as_otto.get(page)) for page in ("/staff/", "/triage/outsider/")]


def test_the_outsider_chooses_mona_and_nobody_who_works_with_them(
    walled, nadia, as_mona, as_ada, as_otto, mona
):
    code = nadia.sheet["pass_on"][0]
    refused = send(as_ada, "/referrals/by-code/", code=code)
    assert "Nothing waits for you" in text(refused), "she works with Sam"
    named = reverse("intake:conflict-by-code", args=[walled.pk])
    assert send(as_mona, "/referrals/by-code/", code=code).url == named
    assert NightCode.objects.exclude(used_at=None).count() == 1
    assert "A conflict waits for you alone" in text(as_mona.get("/today/"))
    assert "conflict" not in text(as_otto.get("/staff/"))
    send(as_mona, named, finding="kept_apart", said="Other house.")
    assert as_mona.get(named).status_code == 404


def test_when_she_leaves_it_waits_for_the_outsider_again(
    walled, nadia, as_mona, mona, as_otto, otto
):
    send(as_mona, "/referrals/by-code/", code=nadia.sheet["pass_on"][0])
    end_access(mona, by=otto)
    assert "1 conflict waits for the outsider" in text(as_otto.get("/staff/"))


def test_of_a_sensitive_case_a_manager_who_is_not_named_learns_nothing(
    met, carls_case, ben, as_maja, as_otto
):
    make_sensitive(carls_case, readers=[ben], by=ben)
    assert "No conflict waits" in text(as_maja.get(LIST))
    assert "1 conflict waits for the outsider" in text(as_otto.get("/staff/"))


@given(st.uuids(), st.uuids())
def test_a_pair_is_one_pair_whichever_way_round(one, two):
    assert _ordered(one, two) == _ordered(two, one)
