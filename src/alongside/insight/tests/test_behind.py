"""Each number leads to what it counts, as far as it is open to whoever asks."""

from datetime import date

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from alongside.casework.cases.commands import make_sensitive
from alongside.casework.walls.commands import raise_wall
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.models import Entry
from alongside.foundation.vault.ring import ring
from alongside.foundation.vault.sealed import Sealed

BEHIND, AUTUMN = "/summary/behind/", {"period": "2026-Q4"}


def behind(client, figure, **codes):
    return client.get(BEHIND, {**AUTUMN, "figure": figure, **codes})


def shown(client, figure, **codes):
    return behind(client, figure, **codes).content.decode()


@pytest.fixture
def autumn(on, take_on, speak, homes, grant):
    """Sam, reached, and Chidi, not reached; both in Northgate."""
    with on(10, 5):
        sam, chidi = take_on(homes, grant), take_on(crime="hate_crime")
        speak(sam)
        speak(chidi, "no_answer")
    return sam, chidi


def test_a_number_leads_to_the_cases_it_counts(as_mona, autumn, on):
    sam, chidi = autumn
    with on(10, 6):
        page = as_mona.get("/summary/", AUTUMN).content.decode()
        assert "figure=contacts&amp;reached=no_answer" in page
        assert chidi.code in (some := shown(as_mona, "contacts", reached="no_answer"))
        assert sam.code not in some and f"/cases/{chidi.pk}/" in some
        assert sam.code in (one := shown(as_mona, "people", newness="new"))
        assert chidi.code not in one
        assert sam.code in shown(as_mona, "cases_opened", programme=sam.programme_id)
        assert chidi.code in shown(as_mona, "cases_opened", programme="", stream="")
        assert chidi.code in shown(as_mona, "cases_opened", missing="programme")
        assert sam.code not in shown(as_mona, "cases_opened", missing="programme")


def test_referrals_lead_to_their_page(as_mona, autumn, on):
    referral = autumn[1].referrals.get()
    with on(10, 6):
        page = shown(as_mona, "referrals", crime="hate_crime", decision="accepted")
    assert f"/referrals/{referral.pk}/" in page and "Hate crime" in page
    assert page.count("/referrals/") == 1 + page.count('href="/referrals/new/"')


def test_what_is_out_of_sight_is_neither_listed_nor_counted(as_maja, autumn, on):
    with on(10, 6):
        page = shown(as_maja, "cases_opened")
    assert "Nothing behind this number is open to you." in page
    assert "as far as they are open to you" in page


def test_the_words_are_the_same_whether_or_not_something_is_hidden(as_mona, mona, maja, autumn, on):
    sam, chidi = autumn
    with on(10, 6):
        before = shown(as_mona, "cases_opened")
        raise_wall(sam.person, user=mona, reason="Her cousin.", by=maja)
        make_sensitive(chidi, readers=User.objects.none(), by=mona)
        after = shown(as_mona, "cases_opened")
        official = as_mona.get("/summary/", AUTUMN).content.decode()
    same = "The number counts all there are, so it can be higher than what is listed here."
    assert same in before and same in after
    assert sam.code in before and chidi.code in before
    assert sam.code not in after and chidi.code not in after
    assert "Cases opened: 2" in official


def test_looking_behind_a_number_leaves_a_line(as_mona, mona, autumn, on):
    with on(10, 6):
        behind(as_mona, "cases_opened")
    line = Entry.objects.filter(verb="listed.summary_read").get()
    assert line.actor == mona.pk


def test_those_who_may_not_are_refused_and_nonsense_is_missing(as_ada, as_otto, as_mona, on):
    with on(10, 6):
        assert behind(as_ada, "cases_opened").status_code == 403
        assert behind(as_otto, "cases_opened").status_code == 403
        for figure, codes in [
            ("no_such", {}),
            ("work", {}),
            ("cases_opened", {"programme": "x' OR 1=1"}),
            ("contacts", {"reached": "perhaps"}),
            ("cases_opened", {"missing": "told"}),
        ]:
            assert behind(as_mona, figure, **codes).status_code == 404


def test_nothing_sealed_is_opened_to_list_them(as_mona, autumn, on, monkeypatch):
    opened = []
    unsealed = Sealed.open
    monkeypatch.setattr(Sealed, "open", lambda s, p: opened.append(p) or unsealed(s, p))
    with on(10, 6):
        behind(as_mona, "cases_opened")
        behind(as_mona, "referrals")
    assert not [place for place in opened if place.startswith((b"person", b"case", b"referral"))]


def test_the_page_costs_the_same_for_five_and_for_fifty(as_mona, on, take_on):
    assert cost(as_mona, on, take_on, 5) == cost(as_mona, on, take_on, 50) <= 20


def cost(client, on, take_on, wanted):
    from alongside.casework.cases.models import Case

    with on(10, 5):
        while Case.objects.filter(opened_on=date(2026, 10, 5)).count() < wanted:
            take_on()
        behind(client, "cases_opened")  # the first look of a minute also stamps who is there
        ring.clear()
        with (
            CaptureQueriesContext(connections["default"]) as main,
            CaptureQueriesContext(connections["keys"]) as keys,
        ):
            page = behind(client, "cases_opened")
    assert page.content.count(b'scope="row"') == min(wanted, 25)
    return len(main) + len(keys)
