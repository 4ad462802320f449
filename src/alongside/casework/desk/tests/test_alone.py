"""Ada visits somebody alone: Kemi knows, then Mona, and both read what to do."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.casework.desk.lone.commands import check_in
from alongside.casework.desk.lone.models import Visit
from alongside.casework.desk.lone.queries import late_for
from alongside.casework.desk.tests.conftest import TUESDAY
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import now, stand_at


def read(client, page):
    return client.get(page).content.decode()


def later(minutes):
    return stand_at(TUESDAY + timedelta(minutes=minutes))


@pytest.fixture
def visit(enter, ada, kemi):
    with later(0):
        sent = {"place": "14 Elm Road", "until": "11:20", "colleague": kemi.pk, "once": ""}
        assert enter(ada).post(reverse("desk:lone"), sent).status_code == 302
        return Visit.objects.get()


def test_while_all_is_well_nobody_reads_where_she_is(visit, enter, mona, ada, kemi):
    with later(30):
        watching = read(enter(kemi), reverse("desk:lone"))
        assert "Ada Okafor until 11:20" in watching and "Elm Road" not in watching
        assert "Elm Road" in read(enter(ada), reverse("desk:lone"))


def test_the_ladder_a_colleague_then_whoever_leads_then_the_fixed_words(
    visit, enter, mona, kemi, ben
):
    with later(59):
        assert late_for(kemi) == late_for(mona) == []
    with later(61):
        assert late_for(kemi) == [visit] and late_for(mona) == []
        shown = read(enter(kemi), reverse("desk:today"))
        assert "Ada Okafor works alone and was to be back at 11:20" in shown
    with later(76):
        assert late_for(mona) == [visit] and late_for(ben) == []
        page = read(enter(mona), reverse("desk:lone"))
        assert "Elm Road" in page and "Nobody goes there alone" in page
        assert "It is time to act" not in page
    with later(91):
        page = read(enter(mona), reverse("desk:lone"))
        assert "It is time to act" in page and "call 999" in page


def test_the_ladder_stands_on_the_agenda_from_the_start(visit, kemi, mona):
    rows = Item.objects.open().filter(source=visit.pk).order_by("at")
    assert [(row.owner, row.at.strftime("%H:%M")) for row in rows] == [
        (kemi.pk, "11:20"),
        (mona.pk, "11:35"),
    ]


def test_back_in_one_tap(enter, visit, ada, kemi):
    with later(40):
        assert "I am back, all is well" in read(enter(ada), reverse("desk:today"))
        enter(ada).post(reverse("desk:lone-back", args=[visit.pk]))
    with later(120):
        assert late_for(kemi) == [] and not Item.objects.open().filter(source=visit.pk).exists()


def test_staying_longer_moves_the_whole_ladder(enter, visit, ada, kemi):
    with later(50):
        enter(ada).post(reverse("desk:lone"), {"until": "12:30", "once": ""})
    with later(100):
        assert late_for(kemi) == []
    assert {r.at.strftime("%H:%M") for r in Item.objects.open().filter(source=visit.pk)} == {
        "12:30",
        "12:45",
    }


def test_whoever_has_heard_her_voice_says_so_and_a_stranger_cannot(visit, enter, ben, kemi):
    page = reverse("desk:lone-back", args=[visit.pk])
    with later(80):
        assert enter(ben).post(page).status_code == 404
        enter(kemi).post(page)
    assert Visit.objects.get().back_at


def test_a_time_after_midnight_is_the_next_day(enter, ada, kemi):
    with later(0):
        sent = {"place": "Court", "until": "01:00", "colleague": kemi.pk, "once": ""}
        enter(ada).post(reverse("desk:lone"), sent)
        assert Visit.objects.get().until > now() + timedelta(hours=14)


def test_where_nobody_leads_the_colleague_is_told_all_the_same(ada, kemi, northgate, mona):
    with later(0):
        mona.is_active = False
        mona.save()
        visit = check_in(place="Court", until=now(), colleague=kemi, by=ada)
        assert visit.lead is None and late_for(kemi) == [visit]
