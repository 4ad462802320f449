"""A day of a team from nine to five: what the night left, calls, a visit alone, a week away."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from alongside.casework.cases.commands import allocate, note_crime, open_case
from alongside.casework.desk.oncall.commands import log_night
from alongside.casework.people.commands import add_contact_point, add_person
from alongside.foundation.accounts.commands import add_user
from alongside.foundation.agenda.commands import put
from alongside.foundation.clock import now, stand_at, today
from alongside.organisation.workforce.commands import join_team
from alongside.organisation.workforce.rota.commands import put_on_rota
from alongside.organisation.workforce.strengths.commands import tell_strengths

NINE = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("Europe/London"))
MORNING, AFTERNOON = ("09:00", "12:00"), ("14:00", "16:00")


def at(hour, minute=0):
    return stand_at(NINE.replace(hour=hour, minute=minute))


@pytest.fixture
def kemi(operator, northgate):
    given = {"email": "kemi@example.org", "name": "Kemi Alade", "role": "support_worker"}
    kemi = add_user(**given, by=operator)
    join_team(kemi, northgate, by=operator)
    return kemi


@pytest.fixture
def the_team(ada, kemi, mona):
    """Three people on Ada's day, one on Kemi's, and a call in the night."""
    with stand_at(NINE - timedelta(hours=7)):
        for name, hours, danger in (("Sam", MORNING, "high"), ("Mateo", AFTERNOON, "standard")):
            case = supported(name, hours, danger, ada, mona)
        note_crime(case, client_kind="harmed", category="theft", on=NINE.date(), by=ada)
        put_on_rota(kemi, on=today() - timedelta(days=1), begins=time(17), ends=time(9), by=mona)
        put_on_rota(ada, on=today(), begins=time(17), ends=time(9), by=mona)
        words = "Rang in tears, was safe. Wants to hear from us before ten."
        log_night(kind="call", words=words, at=now(), case=None, by=kemi)
        tell_strengths(kemi, languages="Polish", crimes=["theft"], by=kemi)
        return case.pk


def supported(name, hours, danger, worker, mona):
    person = add_person(known_as=name, languages="Polish", by=mona)
    windows = [{"day": 1, "from": hours[0], "to": hours[1]}]
    safe = {"kind": "mobile", "value": "07700 900142", "state": "safe", "windows": windows}
    add_contact_point(person, **safe, by=mona)
    case = open_case(person, danger=danger, by=mona)
    allocate(case, worker=worker, by=mona)
    put(case, "call", due=NINE.date(), source=case.pk, owner=worker.pk, by=mona)
    return case


def test_from_nine_to_five(visitor, signed_in_client, ada, kemi, mona, the_team):
    def comes(user):
        return visitor(signed_in_client(user))

    with at(9):
        lead = comes(mona).goes_to("/today/").sees("From the night", "Rang in tears")
        lead.screenshot("today-lead").follows("Read it, and say who sees to it")
        lead.screenshot("nights").presses("I see to it").sees("You see to it")
        lead.goes_to("/team/").sees("Load", "Ada Okafor", "Kemi Alade").screenshot("team-board")
    with at(9, 30):
        day = comes(ada).goes_to("/today/").sees("Do this first", "Safe until 12:00", "Mateo")
        day.screenshot("today-morning")
    with at(13):
        day = comes(ada).goes_to("/today/").sees("Not safe any more today", "Later today")
        day.goes_to("/alone/").fills("Where?", "14 Elm Road").fills("Until when?", "14:00")
        day.chooses("Who is told if you are late?", "Kemi Alade").screenshot("alone")
        day.presses("Check in").sees("You are out until 14:00").screenshot("alone-out")
    with at(14, 20):
        watching = comes(kemi).goes_to("/today/").sees("was to be back at 14:00")
        watching.screenshot("today-late").follows("Read what to do now")
        watching.sees("14 Elm Road", "Nobody goes there alone").screenshot("alone-late")
        comes(ada).goes_to("/today/").presses("I am back, all is well").sees("Good to have you")
        comes(kemi).goes_to("/today/").sees_not("was to be back")
    with at(15):
        day = comes(ada).goes_to("/incidents/tell/").chooses("What is it?", "Near miss")
        day.fills("What happened?", "I left without my telephone.").screenshot("incident-tell")
        day.presses("Tell it").sees("Thank you for telling it").screenshot("incident")
    with at(16):
        lead = comes(mona).goes_to("/cases/").sees("Due next").screenshot("cases")
        lead.goes_to(f"/cases/{the_team}/chronology/").sees("Support began")
        lead.screenshot("chronology")
        lead.goes_to("/incidents/").sees("Near miss").screenshot("incidents")
    with at(17):
        day = comes(ada).goes_to("/away/").fills("First day away", "tomorrow")
        day.fills("Last day away", "30 November 2026").chooses("Who stands in?", "Kemi Alade")
        day.screenshot("away").presses("Mark these days").sees("Handover brief", "Sam", "Mateo")
        day.screenshot("brief").goes_to("/rota/").sees("Ada Okafor").screenshot("rota")
        day.goes_to("/strengths/").screenshot("strengths")
    with stand_at(NINE + timedelta(days=6)):
        comes(mona).goes_to("/team/week/").sees("Worth a word of thanks").screenshot("week")


def test_a_calendar_is_turned_on_and_off(visitor, as_ada):
    day = visitor(as_ada).goes_to("/calendar-feed/").sees("It is off").screenshot("feed")
    day.presses("Turn it on").sees("It is shown once", "/calendar/").screenshot("feed-on")
    day.presses("Turn it off").sees("It is off")
