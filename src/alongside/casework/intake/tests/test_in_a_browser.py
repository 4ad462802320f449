"""Triage as it is seen: a long list, a referral declined, and a form that asks for little."""

from alongside.casework.intake.commands import Arrival, decline_referral, receive_referral


def arrive(by, name, danger, **more):
    facts = {"source": "police", "danger": danger, **more}
    return receive_referral(Arrival({"known_as": name}, [], facts), by=by)


def test_mona_reads_a_long_list_and_declines_one(visitor, as_mona, mona):
    for n in range(26):
        arrive(mona, f"Person {n:02}", "standard")
    arrive(mona, "Sam", "high", crime="stalking_harassment", happened="He waits at the gate.")
    seen = visitor(as_mona).goes_to("/triage/").sees("27 waiting", "He waits at the gate.")
    seen.screenshot("triage").follows("More that wait").sees("Person").sees_not("Sam")
    seen.goes_to("/triage/").follows("Decide about Sam").screenshot("decide")
    seen.opens("Not something we offer: decline").screenshot("decide-declining")
    seen.chooses("Why not?", "Outside the area we cover")
    seen.fills("Where did we point", "Eastside Advice")
    seen.presses("Decline the referral").sees("Declined. Reason and signpost", "26 waiting")


def test_mona_reads_how_it_was_decided(visitor, as_mona, mona, maja):
    referral = arrive(mona, "Sam", "raised")
    decline_referral(referral, reason="no_room", signposted_to="Southside Advice", by=maja)
    seen = visitor(as_mona).goes_to(f"/referrals/{referral.pk}/").screenshot("decided")
    seen.sees("Maja Lindqvist declined it", "Southside Advice", "No room at present")


def test_ada_adds_a_referral_with_nothing_but_an_alias(visitor, as_ada):
    seen = visitor(as_ada).goes_to("/referrals/new/").presses("Save the referral")
    seen.sees("Choose one of these: How did this come to us?").screenshot("add-errors")
    seen.chooses("How did this come to us?", "Police").fills("Known as", "Bee")
    seen.presses("Save the referral").sees("Triage decides about it by")
