"""A conference about Sam: who was told what on which ground, and what is to be done."""

import html
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from alongside.casework.cases.commands import make_sensitive
from alongside.casework.cases.models import Moment
from alongside.casework.consents.commands import give_consent, withdraw_consent
from alongside.casework.consents.models import Use
from alongside.casework.desk.conference.commands import (
    NeverWithoutConsent,
    ReasonFirst,
    agree_action,
    hold_conference,
    tell_partner,
    withdraw_conference,
)
from alongside.casework.desk.conference.models import Action, Conference, Partner
from alongside.casework.desk.conference.queries import those_in_sight
from alongside.casework.people.models import Wall
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import today

HELD = {"why": "safety", "decided": "New locks, and a plan with the school."}
COUNCIL = {"agency": "The council", "purpose": "safety"}
RISK = {"ground": "life", "reason": "He said that he would come tonight. She knows of it."}


def text(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def page(sams_case):
    return lambda name, *more: reverse(f"conferences:{name}", args=[sams_case.pk, *more])


@pytest.fixture
def held(sams_case, ada):
    return hold_conference(sams_case, on=today(), **HELD, by=ada)


@pytest.fixture
def agreed_to(sams_case, ada):
    def agree(*items, until=90):
        days = {"given_on": today(), "until": today() + timedelta(days=until)}
        told = {"purpose": "safety", "recipient": "the  Council", "how": "written"}
        return give_consent(sams_case, **told, **days, items=items, by=ada)

    return agree


@pytest.fixture
def send():
    return lambda client, address, **said: client.post(address, {"once": str(uuid4()), **said})


def test_ada_writes_it_down_and_the_chronology_shows_it(as_ada, ada, mona, sams_case, page, send):
    told = {**HELD, "on": str(today()), "staff": [mona.pk]}
    answer = send(as_ada, page("add"), **told)
    conference = Conference.objects.get()
    assert answer.url == page("show", conference.pk)
    assert set(conference.staff.all()) == {ada, mona}
    shown = text(as_ada.get(answer.url))
    assert "New locks" in shown and "Ada Okafor, Mona Farrell" in shown
    overview = text(as_ada.get(reverse("desk:case", args=[sams_case.pk])))
    assert "A case conference" in overview and "New locks" in overview


def test_on_her_consent_a_partner_is_told_and_the_ledger_knows(as_ada, held, agreed_to, page, send):
    consent = agreed_to("is_client", "danger", "name")
    told = {**COUNCIL, "name": "Ms Hall", "items": ["danger", "name"]}
    assert send(as_ada, page("partner", held.pk), **told).status_code == 302
    partner = Partner.objects.get()
    assert partner.consent == consent.pk and partner.reason == ""
    assert Use.objects.get().consent == consent
    shown = text(as_ada.get(page("show", held.pk)))
    assert "On their consent" in shown and "How high the danger is" in shown
    assert not Moment.objects.filter(event="told_without_consent").exists()


def test_where_she_has_not_agreed_it_says_so_and_nothing_is_noted(
    as_ada, held, agreed_to, page, send
):
    withdraw_consent(agreed_to("is_client", "danger"), by=held.recorded_by)
    agreed_to("is_client")
    told = {**COUNCIL, "items": ["danger"], "name": "Ms Hall"}
    shown = text(send(as_ada, page("partner", held.pk), **told))
    assert "They have not agreed that The council is told this for it" in shown
    assert "How high the danger is" in shown and "Ms Hall" in shown
    assert not Partner.objects.exists()


def test_that_she_is_with_us_is_told_to_whoever_sits_there(held, agreed_to, ada):
    agreed_to("danger")
    with pytest.raises(ReasonFirst):
        tell_partner(held, **COUNCIL, items=["danger"], by=ada)


def test_in_danger_it_is_told_with_a_ground_and_a_reason_on_record(
    as_ada, held, page, send, sams_case
):
    told = {**COUNCIL, "items": ["danger"]}
    for missing in RISK:
        send(as_ada, page("partner", held.pk), **told, **{**RISK, missing: ""})
    assert not Partner.objects.exists()
    send(as_ada, page("partner", held.pk), **told, **RISK)
    partner = Partner.objects.get()
    assert (partner.consent, partner.ground, partner.reason) == (None, *RISK.values())
    shown = text(as_ada.get(page("show", held.pk)))
    assert "Without their consent" in shown and "He said that he would come tonight." in shown
    overview = text(as_ada.get(reverse("desk:case", args=[sams_case.pk])))
    assert "Something was told without their consent" in overview


@pytest.mark.parametrize("item", ["needs", "letter", "notes"])
def test_what_is_not_for_safety_no_danger_allows(as_ada, ada, held, page, send, item):
    with pytest.raises(NeverWithoutConsent):
        tell_partner(held, **COUNCIL, items=[item], **RISK, by=ada)
    shown = text(send(as_ada, page("partner", held.pk), **COUNCIL, items=[item], **RISK))
    assert "No danger makes it needed" in shown and not Partner.objects.exists()


def test_what_is_agreed_stands_on_the_day_of_whoever_does_it(
    as_ada, as_mona, mona, sams_case, held, page, send
):
    due = str(today() + timedelta(days=2))
    told = {"words": "Ask for new locks.", "owner": mona.pk, "due": due}
    assert send(as_ada, page("agree", held.pk), **told).status_code == 302
    action = Action.objects.get()
    assert Item.objects.open().about(sams_case, "conference_action").get().owner == mona.pk
    Item.objects.filter(source=action.pk).update(due=today())
    assert "Ask for new locks." in text(as_mona.get(reverse("desk:today")))
    assert "Ask for new locks." in text(as_mona.get(page("action", action.pk)))
    send(as_mona, page("done", action.pk))
    assert Action.objects.get().done_at
    assert not Item.objects.open().about(sams_case, "conference_action").exists()


def test_for_a_partner_one_of_us_asks_after_it(as_ada, ada, held, page, send):
    told = {"words": "Fit a camera.", "owner": ada.pk, "partner": "The council"}
    send(as_ada, page("agree", held.pk), **told, due=str(today()))
    shown = text(as_ada.get(page("show", held.pk)))
    assert "The council; Ada Okafor asks after it." in shown


def test_only_who_may_see_the_case_sits_there_or_is_asked(
    as_ada, ada, ben, mona, cora, sams_case, held, page, send
):
    Wall.objects.create(person=sams_case.person, user=mona)
    assert set(those_in_sight(sams_case)) == {ada}
    for stranger in (ben, mona):
        told = {"words": "Ring.", "owner": stranger.pk, "due": str(today())}
        assert send(as_ada, page("agree", held.pk), **told).status_code == 200
    make_sensitive(sams_case, readers=User.objects.filter(pk=cora.pk), by=ada)
    sams_case.refresh_from_db()
    assert set(those_in_sight(sams_case)) == {ada, cora}


def test_withdrawn_nobody_need_do_what_was_agreed_in_it(ada, sams_case, held):
    agree_action(held, words="Ask for locks.", owner=ada, due=today(), by=ada)
    tell_partner(held, **COUNCIL, items=["danger"], **RISK, by=ada)
    withdraw_conference(held, by=ada)
    assert not Item.objects.open().about(sams_case, "conference_action").exists()
    events = Moment.objects.filter(case=sams_case, withdrawn=False).values_list("event", flat=True)
    assert "case_conference" not in events and "told_without_consent" in events
