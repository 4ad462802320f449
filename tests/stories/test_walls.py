"""A night at which the case is not open to whoever answers; a colleague for whom it never is."""

from datetime import timedelta

from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.commands import receive_referral
from alongside.casework.people.models import Wall
from alongside.casework.walls.commands import raise_wall
from alongside.foundation.clock import now, stand_at

BY_POLICE = {"source": "police", "danger": "high"}


def test_emergency_access_and_its_review(visitor, signed_in_client, ben, ada, mona, sams_case):
    came = now().replace(hour=10, minute=5, second=0)
    with stand_at(came):
        at_night = visitor(signed_in_client(ben))
        at_night.goes_to("/cases/").sees_not("Sam").follows("Emergency access")
        at_night.fills("Case reference", sams_case.code).screenshot("emergency")
        at_night.fills("Why is it needed now?", "She rang in tears and he is at the door.")
        at_night.presses("Open it for 60 minutes").sees("Emergency access until 11:0", "Sam")
        at_night.screenshot("opened")
    with stand_at(came + timedelta(minutes=61)):
        visitor(signed_in_client(ben)).finds_nothing_at(f"/cases/{sams_case.pk}/")
        lead = visitor(signed_in_client(mona))
        lead.goes_to("/today/").sees("Look at an emergency access").screenshot("today-review")
        lead.goes_to(f"/cases/{sams_case.pk}/emergencies/").sees("Waits for you")
        lead.screenshot("emergencies").follows("Read why").sees("he is at the door", "One page")
        lead.screenshot("review").chooses("What did you find?", "It was needed")
        lead.presses("Save what you found").sees("Noted what you found", "Mona Farrell")


def test_for_a_walled_colleague_sam_is_not_here(visitor, as_ben, as_mona, ben, ada, sams_case):
    lead = visitor(as_mona)
    lead.goes_to(f"/cases/{sams_case.pk}/walls/").sees("No wall stands").follows("Raise a wall")
    lead.chooses("Who must not see this case?", "Ben Castle").fills("Why?", "A cousin of his.")
    lead.screenshot("raise-a-wall").presses("Raise the wall").sees("The wall stands", "A cousin")
    lead.screenshot("walls")
    walled = visitor(as_ben)
    walled.finds_nothing_at(f"/cases/{sams_case.pk}/").sees_not("Sam")
    walled.goes_to("/emergency/").fills("Case reference", sams_case.reference)
    walled.fills("Why is it needed now?", "I want to know.").presses("Open it for 60 minutes")
    walled.sees("Nothing can be opened under this reference").screenshot("refused")


def test_a_walled_colleague_takes_a_call_from_sam(visitor, as_mona, as_maja, mona, maja, sams_case):
    raise_wall(sams_case.person, user=mona, reason="Her sister.", by=maja)
    walled = visitor(as_mona)
    walled.goes_to("/referrals/new/").chooses("How did this come to us?", "They came to us")
    walled.fills("Given names", "Samira").fills("Family name", "Haddad")
    walled.fills("What happened, in short", "She rang and wants help again.")
    walled.presses("Save the referral").sees("The referral is in", "Samira")
    walled.screenshot("taken-in").goes_to("/today/").sees_not("Samira")
    other = visitor(as_maja).goes_to("/triage/").sees("Samira").follows("Decide about Samira")
    other.sees("She rang and wants help again.")


def test_a_name_that_is_also_a_colleagues_is_looked_at(visitor, as_maja, mona, maja):
    lead = visitor(as_maja)
    for about_them in (False, True):
        arrival = Arrival({"given_names": "Mona", "family_name": "Farrell"}, [], dict(BY_POLICE))
        referral = receive_referral(arrival, by=maja)
        lead.goes_to(f"/referrals/{referral.pk}/").sees(
            "Mona Farrell, who works here, has the same"
        )
        lead.screenshot("wall-proposed")
        lead.presses("It is about them" if about_them else "Only the names are alike")
        lead.sees("The wall stands" if about_them else "Noted: only the names are alike")
    walled = [wall.user for wall in Wall.objects.filter(person=referral.person)]
    assert walled == [mona]
