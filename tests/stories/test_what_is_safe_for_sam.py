"""What is safe for Sam, whose number is nobody's, what may be told, and who decides for a child."""

from datetime import timedelta

from alongside.casework.consents.commands import agree_if_unreachable
from alongside.foundation.clock import now, stand_at, today


def test_sam_says_what_is_safe_and_a_release_ends_it(visitor, as_ada, sams_case):
    case = f"/cases/{sams_case.pk}"
    worker = visitor(as_ada)
    worker.goes_to(f"{case}/safe-contact/").sees("No number or address yet")
    worker.goes_to(f"{case}/safe-contact/add/").chooses("What is it?", "Mobile phone")
    worker.fills("Number or address", "07700 900142").chooses("Is it safe?", "Safe")
    worker.chooses("When is it safe?", "At any time").opens("They are in another time zone")
    worker.fills("In which time zone?", "madrid")
    worker.fills("What do we say to them?", "I am from the library")
    worker.opens("A code to know each other by").opens("Which number and name they see")
    worker.fills("Code: what do we ask?", "Is the book in?")
    worker.fills("Code: what do they answer?", "The blue one")
    worker.chooses("What shows on their phone when we call?", "One of our numbers")
    worker.fills("Which of our numbers?", "0191 496 0100").screenshot("safe-contact-form")
    worker.presses("Save what is safe").sees("Saved.", "Safe to call now", "(time in Madrid)")
    worker.screenshot("safe-contact").follows("Something has changed")
    worker.chooses("What has changed?", "The person who caused harm is free again")
    worker.screenshot("safety-event").presses("Save, and ask again")
    worker.sees("Not safe to call: ask again first.", "Ask again").screenshot("ended")
    worker.goes_to("/today/").sees("Ask again what is safe")


def test_a_suspects_number_is_refused_and_a_notice_is_pinned(visitor, as_ada, sams_case):
    case = f"/cases/{sams_case.pk}"
    worker = visitor(as_ada)
    worker.goes_to(f"{case}/opposed/").follows("Note somebody")
    worker.chooses("Who is it?", "The person suspected of it").fills("Name", "Karl")
    worker.fills("Phone", "07700 900666").presses("Save who it is").sees("Karl")
    worker.screenshot("opposed").goes_to(f"{case}/safe-contact/add/")
    worker.chooses("What is it?", "Mobile phone").fills("Number or address", "+44 7700 900666")
    worker.chooses("Is it safe?", "Safe").chooses("When is it safe?", "At any time")
    worker.presses("Save what is safe").sees("Ask for another").sees_not("Karl")
    worker.goes_to(f"{case}/involved/").follows("Note somebody")
    worker.chooses("Who is it?", "Family or household").fills("Name", "Huda")
    worker.ticks("Never to be contacted, and never to be told anything")
    worker.presses("Save who it is").sees("Huda").screenshot("involved")
    worker.goes_to(f"{case}/safe-contact/").sees("Never contact or tell", "Huda")
    worker.goes_to(f"{case}/notices/").fills("What must everybody know?", "He waits outside.")
    worker.fills("Until when?", "tomorrow").presses("Pin it above every page")
    worker.sees("He waits outside.").screenshot("notices")


def test_sam_agrees_to_share_and_takes_it_back(visitor, as_ada, sams_case):
    worker = visitor(as_ada)
    worker.goes_to(f"/cases/{sams_case.pk}/consents/").sees("Nothing may be shared yet")
    worker.screenshot("nothing-shared").follows("Add a consent to share")
    worker.chooses("What for?", "A safe place to live").fills("To whom?", "The council")
    worker.ticks("Their name").ticks("What would help")
    worker.fills("Until when?", str(today() + timedelta(days=90)))
    worker.chooses("How did they agree?", "Spoken").screenshot("consent")
    worker.presses("Save the consent").sees("Stands", "The council").screenshot("consents")
    worker.follows("They take it back").presses("They take it back")
    worker.sees("Sam has taken back the consent for: A safe place to live.", "Taken back on")


def test_silence_is_met_as_was_agreed(visitor, signed_in_client, ada, sams_case):
    told = {"after_days": 3, "ask": "the health visitor", "police": "no", "tries": 2}
    agree_if_unreachable(sams_case, **told, message="", by=ada)
    with stand_at(now().replace(hour=11) + timedelta(days=5)):
        worker = visitor(signed_in_client(ada))
        worker.goes_to("/today/").sees("Out of contact", "ask the health visitor")
        worker.screenshot("out-of-contact").follows("See what was agreed")
        worker.sees("After how many days without a word?", "3 days").screenshot("unreachable")


def test_who_sam_is_and_what_helps(visitor, as_ada, sams_case):
    case = f"/cases/{sams_case.pk}"
    worker = visitor(as_ada)
    worker.goes_to(f"{case}/helps/change/").fills("What helps?", "Tea, and an open door")
    worker.fills("What not to ask again", "The night itself").screenshot("helps-form")
    worker.presses("Save what they told us").sees("an open door").screenshot("helps")
    worker.goes_to(f"{case}/person/change/").fills("Earlier names", "Samira Karim")
    worker.fills("Born", f"1 March {today().year - 12}").screenshot("person-form")
    worker.presses("Save what we know").sees("Saved.").screenshot("person")
    worker.goes_to(f"{case}/child/").follows("Answer it")
    worker.fills("Who holds parental responsibility?", "Her mother, Rana")
    worker.chooses("Is any of them suspected?", "No")
    worker.chooses("Does the child agree that they know of us?", "Yes")
    worker.presses("Save what they told us").sees("Answered on").screenshot("child")
    worker.goes_to(f"{case}/described/").screenshot("described").follows("Note it")
    worker.chooses("Sexual orientation", "Would rather not say")
    worker.ticks("This is not a crisis call, and they agree to be asked")
    worker.screenshot("described-form").presses("Save what they told us")
    worker.sees("Would rather not say")
