"""Ada is away for a week: Kemi stands in, knows what she must, and gives everything back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.casework.cases.commands import judge_danger, make_sensitive
from alongside.casework.cases.models import Case, Moment
from alongside.casework.desk.cover.commands import come_back, mark_away
from alongside.casework.desk.cover.models import Covered
from alongside.casework.desk.jobs import keep_covers
from alongside.casework.desk.tests.conftest import TUESDAY
from alongside.casework.desk.today import today_for
from alongside.casework.people.models import Wall
from alongside.casework.support.commands import log_contact
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.commands import put
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import stand_at, today
from alongside.organisation.workforce.away.commands import AwayThen
from alongside.organisation.workforce.away.models import Absence


@pytest.fixture(autouse=True)
def a_tuesday():
    with stand_at(TUESDAY):
        yield


def days(first=0, last=6):
    return {"first": today() + timedelta(days=first), "last": today() + timedelta(days=last)}


def sees(user, case):
    return Case.objects.visible_to(user).filter(pk=case.pk).exists()


def owners(case, kind="call"):
    ids = Item.objects.open().about(case, kind).values("owner")
    return {user.name for user in User.objects.filter(pk__in=ids)}


def test_her_dates_stand_on_kemis_day_and_come_back(ada, kemi, a_case):
    case = a_case(ada, due=today())
    absence = mark_away(ada, cover=kemi, **days(), by=ada)
    assert sees(kemi, case) and owners(case) == {"Kemi Alade"} and sees(ada, case)
    assert [
        row.case
        for rows in today_for(kemi).calls.values()
        for row in rows
        if row.item.kind == "call"
    ] == [case]
    come_back(absence, by=ada)
    assert owners(case) == {"Ada Okafor"} and not sees(kemi, case)
    assert [m.event for m in Moment.objects.filter(case=case, event__startswith="cover")] == [
        "cover_ended",
        "cover_began",
    ]
    assert owners(case, "first_contact") == {"Ada Okafor"}


def test_it_begins_on_its_first_day_and_ends_after_its_last(ada, kemi, operator, a_case):
    case = a_case(ada, due=today())
    mark_away(ada, cover=kemi, **days(1, 2), by=ada)
    keep_covers(by=operator)
    assert not sees(kemi, case) and owners(case) == {"Ada Okafor"}
    with stand_at(TUESDAY + timedelta(days=1)):
        keep_covers(by=operator)
        keep_covers(by=operator)
        assert sees(kemi, case) and owners(case) == {"Kemi Alade"}
        put(case, "call", due=today(), source=ada.pk, owner=ada.pk, by=ada)
        keep_covers(by=operator)
        assert owners(case) == {"Kemi Alade"}, "what is put on an absent day goes along"
    with stand_at(TUESDAY + timedelta(days=3)):
        keep_covers(by=operator)
        assert not sees(kemi, case) and owners(case) == {"Ada Okafor"}
        assert Item.objects.open().about(case, "call").count() == 2


def test_what_kemi_arranged_meanwhile_is_adas_afterwards(ada, kemi, a_case):
    case = a_case(ada, due=today())
    absence = mark_away(ada, cover=kemi, **days(), by=ada)
    facts = {"on": today(), "channel": "phone", "reached": "yes", "minutes": 5}
    log_contact(case, **facts, next_on=today() + timedelta(days=9), by=kemi)
    come_back(absence, by=ada)
    assert owners(case) == {"Ada Okafor"}
    assert Item.objects.open().about(case, "call").get().due == today() + timedelta(days=9)


def test_where_kemi_may_not_know_another_stands_in_and_she_learns_nothing(
    ada, kemi, mona, as_ada, signed_in_client, a_case
):
    walled, open_to_her = a_case(ada, "Irina", due=today()), a_case(ada, "Joan", due=today())
    Wall.objects.create(person=walled.person, user=kemi)
    absence = mark_away(ada, cover=kemi, **days(), by=ada)
    assert owners(walled) == {"Mona Farrell"} and owners(open_to_her) == {"Kemi Alade"}
    page = signed_in_client(kemi).get(reverse("desk:brief", args=[absence.pk])).content.decode()
    assert "Joan" in page and "Irina" not in page and "Mona" not in page
    hers = as_ada.get(reverse("desk:brief", args=[absence.pk])).content.decode()
    assert "Mona Farrell stands in for this one" in hers


def test_a_sensitive_case_that_nobody_else_knows_stays(ada, kemi, mona, a_case):
    case = a_case(ada, due=today())
    make_sensitive(case, readers=User.objects.none(), by=ada)
    mark_away(ada, cover=kemi, **days(), by=ada)
    assert owners(case) == {"Ada Okafor"} and not sees(kemi, case)


def test_a_look_that_waits_for_mona_goes_to_who_may_look(ada, mona, maja, northgate, a_case):
    case = a_case(ada, danger="high")
    make_sensitive(case, readers=User.objects.filter(pk__in=(mona.pk, maja.pk)), by=ada)
    judge_danger(case, level="standard", reason="She says so.", by=ada)
    assert owners(case, "danger_lowered") == {"Mona Farrell"}
    mark_away(mona, cover=maja, **days(), by=mona)
    assert owners(case, "danger_lowered") == {"Maja Lindqvist"}


def test_a_new_look_is_not_asked_of_somebody_who_is_away(ada, mona, maja, a_case):
    case = a_case(ada, danger="high")
    make_sensitive(case, readers=User.objects.filter(pk__in=(mona.pk, maja.pk)), by=ada)
    mark_away(mona, cover=maja, **days(), by=mona)
    judge_danger(case, level="standard", reason="She says so.", by=ada)
    assert owners(case, "danger_lowered") == {"Maja Lindqvist"}


def test_nobody_stands_in_who_is_away(ada, kemi, ben):
    mark_away(kemi, cover=ben, **days(), by=kemi)
    with pytest.raises(AwayThen):
        mark_away(ada, cover=kemi, **days(2, 3), by=ada)


def test_the_whole_week_through_the_pages(as_ada, as_mona, as_ben, ada, kemi, a_case):
    case = a_case(ada, "Sam", due=today())
    sent = {"first": "today", "last": "30 November 2026", "cover": kemi.pk, "once": ""}
    assert as_ben.get(f"{reverse('desk:away')}?who={ada.pk}").status_code == 404
    answer = as_mona.post(f"{reverse('desk:away')}?who={ada.pk}", sent)
    absence = Absence.objects.get(user=ada)
    assert answer.url == reverse("desk:brief", args=[absence.pk]) and absence.marked_by != ada
    assert "Kemi Alade stands in" in as_ada.get(reverse("desk:away")).content.decode()
    line = Covered.objects.get(case=case)
    words = {"words": "Ring after ten. Not about the flat.", "once": ""}
    as_ada.post(reverse("desk:brief-line", args=[line.pk]), words)
    assert "Not about the flat" in as_ada.get(answer.url).content.decode()
    assert as_ben.get(answer.url).status_code == 404
    as_ada.post(reverse("desk:back", args=[absence.pk]))
    assert Absence.objects.get().ended_at and owners(case) == {"Ada Okafor"}


def test_kemi_cannot_end_it_and_reads_the_brief_in_as_many_statements_for_many(
    signed_in_client, ada, kemi, a_case, cost
):
    a_case(ada, due=today())
    absence = mark_away(ada, cover=kemi, **days(), by=ada)
    browser, page = signed_in_client(kemi), reverse("desk:brief", args=[absence.pk])
    browser.post(reverse("desk:back", args=[absence.pk]))
    assert Absence.objects.get().ended_at is None
    few = cost(browser, page)
    for _ in range(5):
        a_case(ada, due=today())
    keep_covers(by=ada)
    assert cost(browser, page) == few <= 14
