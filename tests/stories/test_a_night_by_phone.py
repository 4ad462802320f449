"""02:00, a team of three: a wall stands before Ben, Mona is asleep, and Nadia answers her phone."""

from datetime import timedelta

from alongside.casework.walls.commands import raise_wall
from alongside.foundation.clock import now, stand_at
from alongside.organisation.workforce.outsiders.commands import set_duty_line


def test_before_the_night_nadia_gets_her_sheet(visitor, as_otto, as_mona, as_ada, otto):
    runs_it = visitor(as_otto)
    runs_it.goes_to("/organisation/").follows("The duty number on every page")
    runs_it.fills("Duty number", "020 7946 0111").fills("When it is answered", "Every night")
    runs_it.screenshot("duty-number").presses("Save").sees("020 7946 0111", "Every night")
    runs_it.follows("Named outsiders").sees("Nobody is appointed").fills("Name", "Nadia Rossi")
    runs_it.fills("Organisation", "Next Door").fills("Telephone, also at night", "020 7946 0000")
    runs_it.presses("Appoint them").sees("A second person has to agree").screenshot("outsiders")
    lead = visitor(as_mona).goes_to("/today/").follows("See who it is").sees("Nadia Rossi")
    lead.screenshot("outsider-waits").presses("Agree").sees("A sheet of codes can be made")
    runs_it.goes_to("/outsiders/").follows("Make a sheet of codes").sees("none of them works")
    runs_it.presses("Make the codes").sees("To let somebody in", "Each code works once")
    runs_it.screenshot("sheet")
    worker = visitor(as_ada).goes_to("/cases/").follows("Duty line")
    worker.sees("020 7946 0111", "Nadia Rossi, Next Door", "I cannot say whether")
    worker.screenshot("duty-line")


def test_ben_rings_her_at_two(visitor, signed_in_client, nadia, ben, ada, mona, otto, sams_case):
    raise_wall(sams_case.person, user=ben, reason="A cousin of his.", by=mona)
    set_duty_line(phone="020 7946 0111", hours="Every night", by=otto)
    at_two = (now() + timedelta(days=1)).replace(hour=2, minute=0)
    with stand_at(at_two):
        at_night = visitor(signed_in_client(ben)).goes_to("/emergency/")
        at_night.sees("020 7946 0000").fills("Case reference", sams_case.code)
        at_night.fills("Why is it needed now?", "She rang in tears and he is at the door.")
        at_night.presses("Open it for 60 minutes").sees("Nothing can be opened")
        at_night.fills("Code of the outsider", "ACDE FGHJ")
        at_night.fills("What was said on the phone", "She asked who I know in it, and agreed.")
        at_night.presses("Open it for 60 minutes").sees("This code opens nothing")
        at_night.screenshot("night-wrong-code")
        at_night.fills("Code of the outsider", nadia.sheet["let_in"][0])
        at_night.presses("Open it for 60 minutes").sees("Emergency access until 03:0", "Sam")
    with stand_at(at_two + timedelta(hours=7)):
        visitor(signed_in_client(ben)).finds_nothing_at(f"/cases/{sams_case.pk}/")
        lead = visitor(signed_in_client(mona)).goes_to("/today/")
        lead.sees("Look at an emergency access")
        lead.goes_to(f"/cases/{sams_case.pk}/emergencies/").sees("by phone, by Nadia Rossi")
        lead.follows("Read why").sees("Nadia Rossi, Next Door", "She asked who I know in it")
        lead.screenshot("night-review").chooses("What did you find?", "It was needed")
        lead.presses("Save what you found").sees("Noted what you found")
