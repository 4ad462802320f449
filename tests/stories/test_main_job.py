"""A referral becomes a supported case, and support ends well: the main job, from end to end."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from alongside.casework.cases.models import Case
from alongside.foundation.clock import stand_at
from alongside.organisation.workforce.commands import add_funding_stream, add_programme

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=LONDON)
TUESDAY = datetime(2026, 11, 24, 10, 20, tzinfo=LONDON)
THURSDAY = datetime(2026, 11, 26, 10, 5, tzinfo=LONDON)


@pytest.fixture
def office(ada, ben, operator):
    add_programme("Domestic abuse support", by=operator)
    add_funding_stream("City grant", by=operator)


@pytest.fixture
def at_work(visitor, signed_in_client):
    """A fresh window for each day: a shift ends in the evening."""
    return lambda user: visitor(signed_in_client(user))


@pytest.mark.postgres
def test_from_referral_to_goodbye(at_work, office, ada, mona, maja):
    with stand_at(MONDAY):
        supervisor = at_work(mona)
        a_referral_comes_in(supervisor)
        mona_accepts_it_and_gives_it_to_ada(supervisor)
        ada_sees_it_on_her_day(at_work(ada))
    with stand_at(TUESDAY):
        ada_makes_the_first_contact(at_work(ada))
    with stand_at(THURSDAY):
        ada_rings_as_agreed_and_ends_support(at_work(ada))
        maja_counts(at_work(maja))


def a_referral_comes_in(mona):
    mona.goes_to("/triage/").sees("Nobody is waiting").goes_to("/referrals/new/")
    mona.chooses("How did this come to us?", "Police").fills("Who refers?", "PC Marsh, Northgate")
    mona.fills("Known as", "Sam").fills("Given names", "Samira").fills("Family name", "Haddad")
    mona.fills("Born", "8 March 1992").fills("Telephone", "07700 900142")
    mona.fills("What do they say about safe contact?", "Alone on Tuesday and Thursday mornings.")
    mona.chooses("Danger, as far as it is told", "High").chooses("Crime", "Domestic abuse")
    mona.fills("What happened, in short", "Threats by phone since his release.")
    mona.screenshot("referral").presses("Save the referral")


def mona_accepts_it_and_gives_it_to_ada(mona):
    mona.sees("Triage decides about it by").follows("Decide about Sam")
    if not mona.screen.scripts:  # on a phone the names are folded
        mona.sees_not("Samira").opens("Names, who refers, and what was not told")
    mona.sees("Samira", "Haddad", "8 March 1992").sees_not("900142").screenshot("decide")
    mona.goes_to("/triage/").sees("Sam", "High danger", "Domestic abuse").screenshot("triage")
    mona.follows("Decide about Sam").chooses("Allocate to", "Ada Okafor, Northgate")
    mona.chooses("Programme", "Domestic abuse support").chooses("Funding stream", "City grant")
    mona.chooses("What is this person to the crime?", "Harmed directly")
    mona.presses("Accept the referral").sees("Sam", "High danger")


def ada_sees_it_on_her_day(ada):
    ada.goes_to("/").sees_title("Today").sees("Do this first", "Sam", "First contact")
    ada.screenshot("today-first")


def ada_makes_the_first_contact(ada):
    case = Case.objects.get()
    ada.goes_to("/cases/").follows("Sam").sees_title("Overview").screenshot("case-new")
    ada.goes_to(f"/cases/{case.pk}/limits/").follows("Record that the limits were explained")
    ada.chooses("How it was explained", "Spoken").presses("Save")
    ada.goes_to(f"/cases/{case.pk}/contacts/add/").chooses("How did you meet?", "Phone")
    ada.chooses("Did you reach each other?", "Yes, we spoke").fills("Minutes", "22")
    ada.fills("Purpose", "First contact, by the script.")
    ada.fills("Wishes", "To stay at home with the children, and new locks.")
    ada.fills("Next contact", "thu").fills("At", "10:00").presses("Save the contact")
    ada.sees("The contact is saved", "First contact, by the script.").screenshot("case")
    ada.goes_to("/today/").sees("No calls are due today", "Thu 26 Nov")


def ada_rings_as_agreed_and_ends_support(ada):
    case = Case.objects.get()
    ada.goes_to("/today/").sees("Call", "Sam").screenshot("today")
    ada.goes_to(f"/cases/{case.pk}/contacts/add/").fills("Minutes", "15")
    ada.chooses("How did you meet?", "Phone").chooses("Did you reach each other?", "Yes, we spoke")
    ada.fills("Done", "Locks fitted on Wednesday.").presses("Save the contact")
    ada.goes_to(f"/cases/{case.pk}/end/").screenshot("end")
    ada.chooses("Why does support end?", "What we set out to do is done")
    ada.chooses("How are things now?", "Better, as they see it")
    ada.presses("End support").sees("Support ended on Thursday 26 November 2026")
    ada.screenshot("ended").goes_to("/today/").sees("No calls are due today")


def maja_counts(maja):
    maja.goes_to("/summary/").sees("1").screenshot("summary")


def test_a_colleague_cannot_tell_that_a_sensitive_case_exists(visitor, as_ben, as_mona, sams_case):
    from alongside.casework.cases.commands import make_sensitive
    from alongside.foundation.accounts.models import User

    make_sensitive(sams_case, readers=User.objects.none(), by=User.objects.get(name="Ada Okafor"))
    for client in (as_ben, as_mona):
        colleague = visitor(client)
        colleague.finds_nothing_at(f"/cases/{sams_case.pk}/").sees_not("Sam")
        hidden = colleague.text()
        colleague.finds_nothing_at("/cases/00000000-0000-4000-8000-000000000000/")
        assert colleague.text() == hidden
        colleague.goes_to("/cases/").sees_not("Sam").goes_to("/today/").sees_not("Sam")


@pytest.mark.parametrize("screen", ["1280-scripts"], indirect=True)
def test_the_keyboard_alone_does_the_main_job(visitor, office, as_mona, as_ada):
    mona, ada = visitor(as_mona, keyboard=True), visitor(as_ada, keyboard=True)
    mona.goes_to("/").follows("Triage").goes_to("/referrals/new/")
    mona.chooses("How did this come to us?", "Police").fills("Known as", "Sam")
    mona.chooses("Danger, as far as it is told", "High").presses("Save the referral").follows(
        "Decide about Sam"
    )
    mona.chooses("Allocate to", "Ada Okafor, Northgate")
    mona.chooses("What is this person to the crime?", "Witness").presses("Accept the referral")
    ada.goes_to("/cases/").follows("Sam").follows("Contacts").follows("Log a contact")
    ada.chooses("How did you meet?", "In person")
    ada.chooses("Did you reach each other?", "Yes, we spoke").fills("Minutes", "20")
    ada.fills("Done", "We met at the library.").presses("Save the contact")
    ada.sees("The contact is saved").follows("End support")
    ada.chooses("Why does support end?", "Moved away").chooses("How are things now?", "Not asked")
    ada.presses("End support").sees("Support ended on")
