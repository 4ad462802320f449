"""What each page asks of the databases: beyond the frame at most eight statements for a case and
for a worker's day, as many at fifty rows as at five."""

from datetime import date, time, timedelta

import pytest
from tests.house.examples import House, a_record

from alongside.casework.cases.commands import (
    allocate,
    judge_danger,
    make_sensitive,
    note_crime,
    open_case,
)
from alongside.casework.cases.telling.commands import pin_notice
from alongside.casework.consents import ledger
from alongside.casework.consents.commands import agree_if_unreachable, give_consent
from alongside.casework.desk.conference.commands import agree_action, hold_conference
from alongside.casework.desk.record import DATES
from alongside.casework.desk.tests.conftest import TUESDAY
from alongside.casework.desk.today import today_for
from alongside.casework.people.commands import add_contact_point, add_person
from alongside.casework.records.commands import add_record
from alongside.casework.records.kinds import all_kinds
from alongside.casework.support.appointments.commands import make_appointment
from alongside.casework.support.promises.commands import make_promise
from alongside.foundation.accounts.commands import keep_draft
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.checkpoints import meter
from alongside.foundation.audit.trail import note
from alongside.foundation.clock import now, stand_at, today

CONTENT = 8


@pytest.fixture(autouse=True)
def a_tuesday():
    with stand_at(TUESDAY):
        yield


@pytest.fixture
def frame(as_ada, ada, cost, django_assert_num_queries):
    """The session, who it is, the duty line; and the line that the visit leaves: begin, the one
    before it, the line, commit."""
    with django_assert_num_queries(4):
        note("visited.nothing", subject=ada, by=ada)
    plain = cost(as_ada, "/if-someone-asks/")
    assert plain == 3
    return plain + 4


def all_that_stands_in_a_file(case, ada, mona, many):
    """Of everything that the page of a case shows, as many; the newest lines are of every kind."""
    house = House(case=case, ada=ada, mona=mona)
    meter.lines = 0
    for n in range(many):
        add_contact_point(case.person, kind="mobile", value=f"07700 9001{n:02}", by=ada)
        note_crime(case, category="theft", client_kind="child", by=ada)
        judge_danger(case, level="high", reason="Again.", by=ada)
        pin_notice(case, words="Ring twice.", until=today(), owner=mona, by=ada)
        promised = {"contact": case.pk, "words": "The form.", "due": today() + timedelta(days=n)}
        make_promise(case, **promised, by=ada)
        for kind in all_kinds():
            a_record(kind)(house)
    meter.lines = 0


def test_the_page_of_a_case(as_ada, ada, mona, sams_case, cost, frame):
    page = f"/cases/{sams_case.pk}/"
    as_ada.get(page)  # the first line of the day brings a checkpoint with it
    assert cost(as_ada, page) == frame + 6
    make_sensitive(sams_case, readers=User.objects.filter(pk=mona.pk), by=mona)
    all_that_stands_in_a_file(sams_case, ada, mona, 5)
    assert cost(as_ada, page) == frame + CONTENT
    all_that_stands_in_a_file(sams_case, ada, mona, 45)
    assert cost(as_ada, page) == frame + CONTENT


def a_day_with_everything(ada, mona, many):
    """Calls, promises, appointments, what a conference asked, difficult days and long silences;
    some forms were left unfinished."""
    for n in range(many):
        person = add_person(known_as=f"Sam {n}", birth_date=date(2009, 1, 1), by=mona)
        add_contact_point(person, kind="mobile", value="07700 900142", state="unknown", by=mona)
        case = open_case(person, by=mona)
        allocate(case, worker=ada, by=mona)
        note_crime(
            case, category="theft", client_kind="child", on=today().replace(year=2024), by=ada
        )
        day = {"what": "offence", "day": today(), "words": "Flowers."}
        add_record(DATES, case, on=today(), **day, by=ada)
        held = hold_conference(case, on=today(), why="safety", decided="", by=ada)
        agree_action(held, words="Ring.", owner=ada, due=today(), by=ada)
        of = {"contact": case.pk, "words": "The form.", "due": today()}
        make_promise(case, **of, by=ada)
        make_appointment(case, on=today(), at=time(10, 30), kind="police", by=ada)
        plan = {"after_days": 7, "ask": "Rana", "police": "no", "tries": 3, "message": ""}
        with stand_at(now() - timedelta(days=30)):
            agree_if_unreachable(case, **plan, by=ada)
        keep_draft(f"/cases/{case.pk}/contacts/add/", {"done": "Half"}, subject=case.pk, by=ada)
    meter.lines = 0


def test_a_workers_day(as_ada, ada, mona, sams_case, cost, frame):
    as_ada.get("/today/")
    assert cost(as_ada, "/today/") == frame + 6
    a_day_with_everything(ada, mona, 5)
    assert cost(as_ada, "/today/") == frame + CONTENT
    a_day_with_everything(ada, mona, 45)
    page = as_ada.get("/today/").content.decode()
    assert all(told in page for told in ("The form.", "Out of contact", "Days to be gentle about"))
    assert cost(as_ada, "/today/") == frame + CONTENT


def test_where_a_release_is_written_many_silences_cost_one_statement_more(
    as_ada, ada, mona, a_case, cost, monkeypatch
):
    monkeypatch.setattr(ledger, "written_only", lambda: True)
    days = {"given_on": today(), "until": today() + timedelta(days=90)}
    signed = {"purpose": "welfare_check", "recipient": "The police", "items": ["is_client"]}

    def silent(name, police, releases=()):
        case = a_case(ada, name)
        plan = {"after_days": 7, "ask": "Rana", "tries": 3, "message": ""}
        with stand_at(TUESDAY - timedelta(days=30)):
            agree_if_unreachable(case, **plan, police=police, by=ada)
        for release in releases:
            give_consent(case, **{**signed, **release}, **days, how="written", by=ada)

    def told():
        return {silence.case.person.name: silence.police for silence in today_for(ada).silences}

    silent("Sam", "yes", [{}])
    as_ada.get("/today/")
    one = cost(as_ada, "/today/")
    silent("Mateo", "yes")
    silent("Irina", "no", [{}])
    silent("Joan", "yes", [{"items": ["name"]}])
    silent("Chidi", "yes", [{"items": ["name"]}, {}])
    assert told() == {"Sam": True, "Mateo": False, "Irina": False, "Joan": False, "Chidi": True}
    meter.lines = 0
    assert cost(as_ada, "/today/") == one
