"""Noor rings, and nobody has time yet: she waits with Ada, who calls her meanwhile, and is taken on
without telling anything twice."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from alongside.casework.cases.models import Case
from alongside.casework.intake.models import Referral
from alongside.foundation.clock import stand_at
from alongside.organisation.workforce.commands import add_programme
from alongside.organisation.workforce.programmes.commands import tell_whom_it_takes

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=LONDON)
TUESDAY = datetime(2026, 11, 24, 10, 20, tzinfo=LONDON)
TOLD = "Her former partner waits at her work. She sleeps at a friend’s."


@pytest.fixture
def at_work(visitor, signed_in_client):
    """A fresh window for each day: a shift ends in the evening."""
    return lambda user: visitor(signed_in_client(user))


@pytest.fixture
def programme(operator):
    stalking = add_programme("Stalking advocacy", by=operator)
    takes = {"crimes": ["stalking_harassment"], "ages": [], "kinds": [], "places": "SE15, Peckham"}
    tell_whom_it_takes(stalking, **takes, by=operator)


def test_from_the_telephone_to_a_case_without_telling_it_twice(at_work, programme, ada, mona):
    with stand_at(MONDAY):
        ada_takes_the_call(at_work(ada))
        mona_lets_her_wait_with_ada(at_work(mona))
    with stand_at(TUESDAY):
        ada_calls_her_meanwhile(at_work(ada))
        mona_takes_her_on_from_the_list(at_work(mona))
        ada_finds_it_all_in_the_case(at_work(ada))


def ada_takes_the_call(ada):
    ada.goes_to("/calls/").chooses("What kind of call is it?", "For themselves")
    ada.fills("Notes", TOLD).fills("Minutes", "12").presses("Save, and write a referral")
    assert ada.value_of("What happened, in short") == TOLD
    ada.fills("Known as", "Noor").fills("Telephone", "07700 900142")
    ada.fills("Postcode", "SE15 4QN").chooses("Crime", "Stalking or harassment")
    ada.presses("Save the referral").sees("Triage decides about it by")


def mona_lets_her_wait_with_ada(mona):
    mona.goes_to("/triage/").follows("Decide about Noor").sees(TOLD, "Fits", "In the area")
    mona.sees("Who could take it").screenshot("decide")
    mona.opens("Wait, with a named person").chooses(
        "Who answers for them?", "Ada Okafor, Northgate"
    )
    mona.chooses("Why do they wait?", "Nobody has time yet").screenshot("decide-waiting")
    mona.presses("Let them wait").sees("Ada Okafor answers for them", "Noor", "Since today")
    mona.screenshot("waiting-list").goes_to("/team/").sees("On the waiting list")


def ada_calls_her_meanwhile(ada):
    ada.goes_to("/today/").sees("Waiting with you", "Noor").screenshot("today-waiting")
    ada.follows("Call and note Noor").sees("First contact only, by its script", TOLD)
    ada.sees_not("900142").screenshot("waits-with-you").presses("Show the number")
    ada.sees("07700 900142").screenshot("number").follows("Note what you found")
    ada.chooses("Did you reach each other?", "Yes, we spoke").chooses("Danger now", "High")
    ada.fills("What did you find?", "He followed her to the friend’s flat.").screenshot("call")
    ada.presses("Save the call").sees("The next call stands on your day", "He followed her")
    ada.screenshot("called")


def mona_takes_her_on_from_the_list(mona):
    mona.goes_to("/waiting/").sees("High danger", "Yes, we spoke").follows("Look at it for Noor")
    mona.sees("He followed her", "Has waited one day").screenshot("decide-from-the-list")
    mona.chooses("What is this person to the crime?", "Harmed directly")
    mona.chooses("Programme", "Stalking advocacy").presses("Accept the referral")
    mona.sees("Noor", "High danger").goes_to("/waiting/").sees("Nobody waits for support")


def ada_finds_it_all_in_the_case(ada):
    case = Case.objects.get()
    assert TOLD in case.told and "He followed her" in case.told
    ada.goes_to("/today/").sees("First contact", "Noor").sees_not("Waiting with you")


def test_somebody_who_was_declined_rings_back(visitor, as_mona, mona):
    lead = visitor(as_mona).goes_to("/referrals/new/")
    lead.chooses("How did this come to us?", "Police").fills("Known as", "Sam")
    lead.presses("Save the referral").follows("Decide about Sam")
    lead.opens("Not something we offer: decline").chooses("Why not?", "Outside the area we cover")
    lead.fills("Where did we point", "Eastside Advice").presses("Decline the referral")
    lead.follows("Decided referrals").sees("Sam", "Declined").screenshot("decided-list")
    lead.follows("Sam").follows("Take the decline back").sees("Eastside Advice")
    lead.screenshot("undo").fills("Why is it decided anew?", "Moved into our area.")
    lead.presses("Take it back, and decide anew").sees("Declined before", "Moved into our area.")
    lead.screenshot("decide-anew")
    assert Referral.objects.get().state == "waiting"


def test_whoever_manages_programmes_says_whom_one_takes(visitor, as_otto, programme):
    manager = visitor(as_otto).goes_to("/organisation/").follows("Stalking advocacy")
    manager.follows("Whom it takes: crimes, ages, places").screenshot("takes")
    manager.fills("Which places?", "SE15, SE22").ticks("18 to 24").presses("Save whom it takes")
    manager.sees("Whoever decides reads it beside each referral")
