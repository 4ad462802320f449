"""A calendar elsewhere shows that Ada is busy, and nothing of why."""

import re
from datetime import time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from alongside.casework.desk.feed.commands import end_feed, make_feed
from alongside.casework.desk.feed.models import Feed
from alongside.casework.desk.tests.conftest import TUESDAY
from alongside.foundation.accounts.commands import let_back_in
from alongside.foundation.agenda.commands import put
from alongside.foundation.clock import stand_at, today
from alongside.organisation.workforce.away.commands import mark_absence
from alongside.organisation.workforce.commands import let_go
from alongside.organisation.workforce.rota.commands import put_on_rota


@pytest.fixture(autouse=True)
def a_tuesday():
    with stand_at(TUESDAY):
        yield


def at(secret):
    return Client().get(reverse("desk:calendar", args=[secret]))


def test_it_says_busy_and_when_and_no_word_more(ada, kemi, mona, sams_case):
    put(sams_case, "call", due=today(), at=time(14), source=ada.pk, owner=ada.pk, by=ada)
    put_on_rota(ada, on=today(), begins=time(17), ends=time(9), by=mona)
    mark_absence(ada, cover=kemi, first=today(), last=today(), by=ada)
    answer = at(make_feed(by=ada).secret)
    words = answer.content.decode()
    assert answer["Content-Type"] == "text/calendar" and "DTSTART:20261124T140000Z" in words
    assert re.findall("SUMMARY:(.*)\r", words) == ["Busy"] * 3
    for hidden in ("Sam", "Ada", "Okafor", sams_case.reference, str(sams_case.pk), "call", "duty"):
        assert hidden not in words
    kept = {"BEGIN", "VERSION", "PRODID", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"}
    told = {line.partition(":")[0] for line in words.split("\r\n") if line}
    assert told == kept | {"TRANSP", "CLASS", "END"}


def test_it_is_off_until_made_and_ends_in_one_press(as_ada, ada):
    assert "It is off" in as_ada.get(reverse("desk:feed")).content.decode()
    secret = make_feed(by=ada).secret
    assert at(secret).status_code == 200 and at(secret + "x").status_code == 404
    as_ada.post(reverse("desk:feed-end"))
    assert at(secret).status_code == 404


def test_a_new_address_ends_the_old_one_and_leaving_ends_it_too(ada):
    first, second = make_feed(by=ada).secret, make_feed(by=ada).secret
    assert at(first).status_code == 404 and at(second).status_code == 200
    ada.is_active = False
    ada.save()
    assert at(second).status_code == 404


def test_whoever_comes_back_after_having_left_has_no_old_address(ada, otto):
    secret = make_feed(by=ada).secret
    let_go(ada, by=otto)
    let_back_in(ada, by=otto)
    assert ada.is_active and at(secret).status_code == 404


def test_the_address_itself_is_kept_nowhere(ada):
    secret = make_feed(by=ada).secret
    assert secret.encode() not in bytes(Feed.objects.get().digest)
    end_feed(ada, by=ada)


def test_it_costs_the_same_for_two_dates_and_for_fifty(ada, sams_case, cost):
    secret = make_feed(by=ada).secret
    page = reverse("desk:calendar", args=[secret])
    few = cost(Client(), page)
    for number in range(50):
        day = today() + timedelta(days=number)
        put(sams_case, f"call{number}", due=day, at=time(9), source=ada.pk, owner=ada.pk, by=ada)
    assert cost(Client(), page) == few <= 6
