"""Mona looks at her team: what weighs on whom, and who is proposed for a case."""

from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from alongside.casework.cases.commands import make_sensitive, note_crime
from alongside.casework.cases.proposing import Sought, proposals_for
from alongside.casework.desk.team.commands import order_grounds
from alongside.casework.desk.team.load import Load, loads_of
from alongside.casework.desk.team.queries import boards_of, grounds_in_order, propose
from alongside.casework.desk.tests.conftest import TUESDAY
from alongside.casework.people.models import Wall
from alongside.casework.support.commands import log_contact
from alongside.foundation.accounts.models import User
from alongside.foundation.clock import stand_at, today
from alongside.foundation.packs.loader import pack
from alongside.organisation.workforce.away.commands import mark_absence
from alongside.organisation.workforce.strengths.commands import tell_strengths


@pytest.fixture(autouse=True)
def a_tuesday():
    with stand_at(TUESDAY):
        yield


def note(case, worker, minutes):
    facts = {"on": today(), "channel": "phone", "reached": "yes", "minutes": minutes}
    log_contact(case, by=worker, **facts)


def test_danger_and_hours_weigh_and_a_number_of_cases_does_not(ada, kemi, mona, a_case):
    note(a_case(ada, danger="high"), ada, 8 * 60)
    a_case(kemi, danger="standard"), a_case(kemi, danger="standard")
    loads = loads_of([ada, kemi], mona)
    assert (loads[ada.pk].cases, loads[kemi.pk].cases) == (1, 2)
    assert loads[ada.pk].parts == {"danger": 4, "court": 0, "hours": 2}
    assert loads[ada.pk].points == 6 > loads[kemi.pk].points == 4


@given(
    st.dictionaries(st.sampled_from(["high", "raised", "unknown", "standard"]), st.integers(1, 9))
)
def test_nobody_has_a_lower_load_for_a_higher_danger(dangers):
    calm, worse = Load(), Load()
    for level, many in dangers.items():
        calm.dangers[level] += many
        worse.dangers["high"] += many
    assert calm.points <= worse.points
    assert min(pack().working_day.load["danger"].points.values()) * calm.cases <= calm.points


def test_the_board_shows_waiting_overdue_and_away(as_mona, mona, ada, kemi, a_case):
    a_case(ada, due=today() - timedelta(days=2))
    days = {"first": today(), "last": today() + timedelta(days=4)}
    mark_absence(kemi, cover=ada, **days, by=mona)
    ((lines),) = [board.lines for board in boards_of(mona)]
    by_name = {line.worker.name: line for line in lines}
    assert (by_name["Ada Okafor"].load.waiting, by_name["Ada Okafor"].load.overdue) == (1, 1)
    page = as_mona.get(reverse("desk:team")).content.decode()
    assert "Ada Okafor stands in" in page and "A hearing asks for whole days" in page


def test_what_mona_may_not_see_weighs_nothing_on_her_board(mona, ada, ben, a_case):
    case = a_case(ada, danger="high")
    make_sensitive(case, readers=User.objects.filter(pk=ben.pk), by=ada)
    walled = a_case(ada, danger="high")
    Wall.objects.create(person=walled.person, user=mona)
    assert loads_of([ada], mona)[ada.pk].points == 0


def test_whoever_looks_for_a_worker_sees_what_weighs_on_other_teams_too(mona, ben, maja, a_case):
    """Ben of Riverside would seem free to Mona, who sees none of his cases."""
    a_case(ben, danger="high"), a_case(ben, danger="standard")
    sought = Sought(a_case(ben).person, frozenset())
    points = loads_of([ben], mona, beside=True)[ben.pk].points
    assert points > loads_of([ben], mona)[ben.pk].points == 0
    (proposed,) = propose(sought, [ben], mona)
    assert proposed.points == points
    hidden = a_case(ben, danger="high")
    make_sensitive(hidden, readers=User.objects.filter(pk=maja.pk), by=maja)
    walled = a_case(ben, danger="high")
    Wall.objects.create(person=walled.person, user=mona)
    assert loads_of([ben], mona, beside=True)[ben.pk].points == points
    assert loads_of([ben], maja, beside=True)[ben.pk].points > points


def test_the_board_costs_the_same_for_two_cases_and_for_twenty(as_mona, ada, kemi, a_case, cost):
    a_case(ada)
    few = cost(as_mona, reverse("desk:team"))
    for _ in range(10):
        a_case(ada), a_case(kemi)
    assert cost(as_mona, reverse("desk:team")) == few <= 16


def test_somebody_is_proposed_and_the_page_says_why(as_mona, mona, ada, kemi, ben, a_case):
    a_case(kemi, danger="high")
    case = a_case(ada)
    case.person.languages = "Polish, some English"
    case.person.save()
    note_crime(case, client_kind="harmed", category="theft", by=ada)
    tell_strengths(kemi, languages="Arabic, Polish", crimes=["theft"], by=kemi)
    first, *others = proposals_for(case, [ben, kemi], mona)
    assert first.worker == kemi and others[0].worker == ben
    page = as_mona.get(reverse("cases:hand_over", args=[case.pk])).content.decode()
    assert "Speaks Polish. Knows this kind of crime: Theft" in page and "Proposed" in page
    assert f'<option value="{kemi.pk}" selected>' in page


def test_the_organisation_says_what_counts_first(as_mona, mona, ben, kemi, ada, a_case):
    a_case(kemi, danger="high")
    case = a_case(ada)
    case.person.languages = "Polish"
    case.person.save()
    tell_strengths(kemi, languages="Polish", crimes=[], by=kemi)
    sent = {"known": 2, "language": 3, "specialism": 4, "load": 1, "once": ""}
    assert as_mona.post(reverse("desk:proposing"), sent).status_code == 302
    assert grounds_in_order()[0] == "load"
    assert proposals_for(case, [kemi, ben], mona)[0].worker == ben
    twice = as_mona.post(reverse("desk:proposing"), sent | {"known": 1})
    assert "another number" in twice.content.decode() and grounds_in_order()[0] == "load"


def test_whoever_is_away_comes_last_and_whoever_is_walled_is_not_there(
    as_mona, mona, ada, kemi, ben, a_case
):
    from alongside.casework.desk.cover.commands import mark_away

    case = a_case(ada)
    order_grounds(["load", "known", "language", "specialism"], by=mona)
    mark_away(kemi, cover=ada, first=today(), last=today(), by=kemi)
    assert [one.worker for one in proposals_for(case, [kemi, ben], mona)] == [ben, kemi]
    Wall.objects.create(person=case.person, user=ben)
    page = as_mona.get(reverse("cases:hand_over", args=[case.pk])).content.decode()
    assert "Ben Castle" not in page and "Away from 24 November 2026" in page


def test_a_worker_says_what_she_brings(as_ada, ada):
    sent = {"languages": "Igbo, English", "crimes": ["theft"], "once": ""}
    assert as_ada.post(reverse("workforce:strengths"), sent).status_code == 302
    assert "Igbo, English" in as_ada.get(reverse("workforce:strengths")).content.decode()


def test_a_day_at_court_ahead_weighs_and_one_that_is_over_does_not(ada, mona, a_case):
    from alongside.casework.support.models import Appointment

    case = a_case(ada)
    facts = {"case": case, "kind": "court", "at": TUESDAY.time(), "made_by": ada}
    Appointment(on=today() - timedelta(days=1), **facts).save(force_insert=True)
    assert loads_of([ada], mona)[ada.pk].parts["court"] == 0
    Appointment(on=today() + timedelta(days=3), **facts).save(force_insert=True)
    assert loads_of([ada], mona)[ada.pk].parts["court"] == 2
