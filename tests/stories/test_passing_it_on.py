"""What goes on to others of Sam's file, what stays with one worker, and what goes for good."""

from datetime import timedelta

import pytest

from alongside.casework.cases.commands import allocate, end_support
from alongside.casework.cases.models import Case
from alongside.casework.keeping.models import Erasure, KeptLonger
from alongside.casework.people.commands import tell_what_helps
from alongside.casework.support.models import Contact
from alongside.foundation.clock import today

SECRET = "She has not decided about the baby."


def test_a_conference_and_a_handover_on_one_sheet(
    visitor, as_ada, as_mona, as_cora, ada, cora, sam, sams_case
):
    tell_what_helps(sam, version=0, not_again="The night itself.", good="A walk.", by=ada)
    case = f"/cases/{sams_case.pk}"
    holds_a_conference(visitor(as_ada), case)
    lead = visitor(as_mona).goes_to(f"{case}/workers/hand-over/")
    lead.chooses("Worker", "Cora Vance, Northgate")
    lead.fills("What should they know first?", "Likes to walk.")
    lead.screenshot("hand-over").presses("Hand the case over").sees("Cora Vance")
    takes = visitor(as_cora).goes_to("/today/").sees("Read what was handed over")
    takes.screenshot("today-handed-over").goes_to(f"{case}/handover/").sees("Likes to walk.")
    takes.sees("The night itself.", "Ask for a marker on the flat.", "Sergeant Bell")
    takes.screenshot("handover").presses("I have read it").sees("Noted that you have read it")
    takes.goes_to("/today/").sees_not("Read what was handed over")


def holds_a_conference(ada, case):
    ada.goes_to(f"{case}/conferences/").follows("Write down a case conference")
    ada.chooses("What it was about", "Safety of somebody").fills("What was decided", "Locks first.")
    ada.ticks("Mona Farrell").screenshot("conference-form").presses("Save")
    ada.sees("Add who came from outside").follows("Add somebody of another agency")
    ada.fills("Which agency?", "Northgate Police").fills("Who came for it?", "Sergeant Bell")
    ada.chooses("What for?", "A plan for safety with others").ticks("How high the danger is")
    ada.screenshot("partner").presses("Save what they were told").sees("They have not agreed")
    ada.screenshot("partner-not-agreed")
    ada.chooses("Without their consent, on which ground?", "Somebody’s life or health is at stake")
    ada.fills("And why?", "He has threatened to come tonight.").presses("Save what they were told")
    ada.sees("Without their consent", "Sergeant Bell").follows("Add what is to be done")
    ada.fills("What is to be done?", "Ask for a marker on the flat.").fills("By when?", "today")
    ada.fills("Which partner does it?", "Sergeant Bell").screenshot("conference-action")
    ada.presses("Put it on the agenda").sees("It stands on the day").screenshot("conference")
    ada.goes_to("/today/").sees("Agreed in a case conference", "Ask for a marker")


def test_words_between_two_are_opened_for_a_reason_and_taken_out_at_her_wish(
    visitor, as_ada, as_mona, ada, mona, sams_case
):
    allocate(sams_case, worker=mona, by=mona)
    case = f"/cases/{sams_case.pk}"
    worker, lead = visitor(as_ada), visitor(as_mona)
    note = keeps_it_private(worker, case)
    lead.goes_to(note).sees("He has a red car", "Kept between Ada Okafor and Sam")
    lead.sees_not(SECRET).screenshot("private-closed").follows("Open it for a reason")
    lead.chooses("What goes before?", "Somebody’s life or safety").fills(
        "In your words", "She rang."
    )
    lead.screenshot("private-open-it").presses("Open it for an hour").sees(SECRET)
    worker.goes_to("/today/").sees("A private note was opened").screenshot("today-private-opened")
    worker.goes_to(note).sees("Opened by Mona Farrell").screenshot("private").presses("I have seen")
    worker.goes_to(note).follows("Take the words out for good").sees("What was written here goes")
    worker.chooses("Why?", "They asked for it").screenshot("take-out")
    worker.presses("Order that it is taken out").sees("It waits for a second person")
    lead.goes_to("/today/").sees("agree that words are taken out").goes_to(f"{case}/")
    with lead.within("Agree that words are taken out"):
        lead.follows("Look at it")
    lead.screenshot("take-out-agree")
    lead.presses("Agree: take it out for good now").sees("What may still hold it")
    lead.screenshot("taken-out").goes_to(note).sees("at their wish").sees_not(SECRET, "red car")
    lead.screenshot("note-without-words")


def keeps_it_private(ada, case):
    ada.goes_to(f"{case}/contacts/add/").chooses("Did you reach each other?", "Yes, we spoke")
    ada.fills("Minutes", "30").fills("Wishes", SECRET).fills("Safety", "He has a red car.")
    ada.opens("Keep the rest between the two of you")
    ada.ticks("Only I read purpose").screenshot("private-form")
    ada.presses("Save the contact").sees("The contact is saved")
    return f"{case}/contacts/{Contact.objects.get().pk}/"


@pytest.fixture
def old(sams_case, maja, mona, ada):
    """Support ended more than a year ago; Maja may still see the file."""
    allocate(sams_case, worker=maja, by=mona)
    end_support(sams_case, reason="other", outcome="not_asked", summary="", by=ada)
    Case.objects.filter(pk=sams_case.pk).update(ended_on=today() - timedelta(days=370))
    return Case.objects.get(pk=sams_case.pk)


def test_a_file_whose_time_is_over_is_kept_or_its_erasure_ordered(visitor, as_maja, old):
    lead = visitor(as_maja).goes_to("/erasures/due/").sees("not computed: source not verified")
    lead.screenshot("due-empty")
    with lead.within("Files of adults"):
        lead.follows("Say how long")
    lead.fills("Months after support ended", "12").screenshot("period").presses("Save")
    lead.sees("by your own setting", old.code).screenshot("due").presses("Do this with those")
    lead.sees("Choose what is to be done").ticks(f"Case {old.code}")
    lead.chooses("What is to be done with those you ticked?", "Keep them longer")
    lead.fills("Why are they kept?", "An inquest may come.").presses("Do this with those")
    lead.sees("Enter a day more than a month ahead").screenshot("due-which-day")
    later = today() + timedelta(days=100)
    lead.fills("Look at them again on", later).presses("Do this with those").sees("Kept.")
    lead.sees("Nothing is to be looked at")
    KeptLonger.objects.update(until=today())
    lead.goes_to("/today/").sees("1 file is to be looked at").goes_to("/erasures/due/")
    lead.ticks(f"Case {old.code}")
    lead.chooses("What is to be done with those you ticked?", "Order that they are erased")
    lead.presses("Do this with those").sees("It waits for a second person").screenshot(
        "due-ordered"
    )
    assert Erasure.objects.get().ground == "time_over"
