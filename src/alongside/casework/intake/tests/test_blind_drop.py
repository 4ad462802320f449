"""Whoever answers takes the call; past a wall it goes silently to somebody else."""

import html
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from click.testing import CliRunner
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from tests.house.pages import without_tokens

from alongside.casework.cases.models import Case
from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.commands import receive_batch, receive_referral
from alongside.casework.intake.models import Referral
from alongside.casework.people.commands import add_contact_point
from alongside.casework.people.matching import Traits, names_in, numbers_in
from alongside.casework.people.models import Wall
from alongside.casework.walls.commands import (
    AnotherHandMust,
    AnotherPersonMust,
    drop_wall,
    keep_wall,
    raise_wall,
)
from alongside.config.small_teams import walls as typed
from alongside.foundation.accounts.models import Invitation
from alongside.foundation.clock import now
from alongside.insight.periods import present_quarter

SENT = {"source": "phone", "danger": "high", "address_class": "not_asked"}
SAMIRA = {"given_names": "Samira", "family_name": "Haddad"}


def take_in(client, **told):
    page = client.post(reverse("intake:add"), {**SENT, **told, "once": str(uuid4())}, follow=True)
    return page, Referral.objects.order_by("received_at").last()


def waits(client, referral):
    return client.get(reverse("intake:decide", args=[referral.pk])).status_code == 200


@pytest.fixture
def walled(sam, mona, maja, ada):
    """Mona is Sam's sister: Maja raised a wall, and Mona was not told."""
    add_contact_point(sam, kind="mobile", value="07700 900142", by=ada)
    return raise_wall(sam, user=mona, reason="Her sister.", by=maja)


@pytest.mark.parametrize(
    "told",
    [
        SAMIRA,
        {"given_names": "haddad", "family_name": "SAMIRA"},
        {"known_as": "Someone", "phone": "+44 7700 900142"},
        {"known_as": "Samira Haddad"},
        {"known_as": "Someone", "phone": "0161 496 0000 or 07700 900142"},
    ],
    ids=["by name", "in another order", "by number", "in one field", "by one of two numbers"],
)
def test_ada_takes_the_call_and_maja_finds_it(as_ada, as_mona, as_maja, walled, told):
    _page, referral = take_in(as_ada, **told)
    assert not waits(as_mona, referral) and waits(as_maja, referral)
    assert Wall.objects.get(person=referral.person).user.name == "Mona Farrell"


@pytest.fixture
def ben_too(sam, ben, maja):
    return raise_wall(sam, user=ben, reason="Her cousin.", by=maja)


GWEN = {"given_names": "Gwendy", "family_name": "Stones"}


def seen_by(client, referral):
    """Everything that Mona can look at after she has brought somebody in, without the names."""
    number = {"figure": "referrals", "period": present_quarter().code}
    pages = [
        client.get(reverse("intake:triage")),
        client.get(reverse("intake:decide", args=[referral.pk])),
        client.get(reverse("insight:behind"), number),
        client.get(reverse("home"), follow=True),
    ]
    words = "".join(without_tokens(page) for page in pages)
    for mine in (str(referral.pk), *SAMIRA.values(), *GWEN.values()):
        words = words.replace(mine, "-")
    words = re.sub(r"\b\d\d:\d\d\b", "-", words)  # the second may come in a minute later
    return [page.status_code for page in pages], words


@pytest.mark.parametrize("decided", ["waiting", "by her", "by another"])
def test_the_answer_is_the_same_as_for_anyone(
    as_mona, as_maja, walled, ben_too, sams_case, decided
):
    """By the same words whoever asks, she brings Sam in, or somebody who was never here."""
    answers = []
    for told in (SAMIRA, GWEN):
        Referral.objects.update(received_at=now() - timedelta(days=400), state="declined")
        page, referral = take_in(as_mona, **told)
        sent = {"decline-reason": "other", "decline-signposted_to": "", "once": str(uuid4())}
        if decided != "waiting":
            by = as_mona if decided == "by her" else as_maja
            by.post(reverse("intake:decline", args=[referral.pk]), sent)
            referral.refresh_from_db()
            assert referral.state == "declined"
        answers.append((page.redirect_chain, seen_by(as_mona, referral)))
    assert answers[0] == answers[1]


def test_ben_who_is_behind_a_wall_too_is_offered_and_somebody_else_takes_it(
    as_mona, as_maja, mona, ben, walled, ben_too
):
    """Who is missing from the list would tell Mona; so nobody is, and nobody walled gets it."""
    _page, referral = take_in(as_mona, **SAMIRA)
    address = reverse("intake:accept", args=[referral.pk])
    assert (
        "Ben Castle" in as_mona.get(reverse("intake:decide", args=[referral.pk])).content.decode()
    )
    assert "Ben Castle" not in as_maja.get(address).content.decode()
    said = {"worker": ben.pk, "client_kind": "harmed", "once": str(uuid4())}
    answer = as_mona.post(address, said, follow=True)
    assert "Ben Castle makes the first contact" in answer.content.decode()
    case = Referral.objects.get(pk=referral.pk).case
    (allocation,) = case.allocations.filter(until=None)
    assert allocation.worker.name == "Maja Lindqvist"
    assert not Case.objects.visible_to(mona).filter(pk=case.pk).exists()


def test_once_people_raise_a_wall_what_she_brought_is_gone_too(as_mona, mona, maja):
    _page, referral = take_in(as_mona, **GWEN)
    raise_wall(referral.person, user=mona, reason="", by=maja)
    assert not waits(as_mona, referral)


def test_somebody_else_of_one_name_is_somebody_else(as_mona, walled, sam):
    born = {"birth_date": "8 March 1992"}
    _page, referral = take_in(as_mona, given_names="Samira", family_name="Stone", **born)
    assert waits(as_mona, referral)


def test_a_lifted_wall_walls_nobody_new(as_mona, walled, maja):
    Wall.objects.update(lifted_at=walled.raised_at)
    _page, referral = take_in(as_mona, **SAMIRA)
    assert waits(as_mona, referral)


def test_in_a_feed_too(as_mona, as_maja, walled, maja):
    arrivals = [
        Arrival(dict(SAMIRA), [], {"source": "police", "danger": "high"}),
        Arrival({"known_as": "Gwen"}, [], {"source": "police", "danger": "high"}),
    ]
    receive_batch("police", arrivals, by=maja)
    page = html.unescape(as_mona.get(reverse("intake:triage")).content.decode())
    assert "Gwen" in page and "Samira" not in page
    assert "Samira" in as_maja.get(reverse("intake:triage")).content.decode()


def test_staff_of_the_same_name_are_walled_until_somebody_has_looked(as_mona, as_maja, mona, maja):
    arrival = Arrival({"given_names": "Mona", "family_name": "Farrell"}, [], {"source": "police"})
    arrival.referral["danger"] = "high"
    referral = receive_referral(arrival, by=maja)
    assert not waits(as_mona, referral)
    address = reverse("intake:decide", args=[referral.pk])
    shown = html.unescape(as_maja.get(address).content.decode())
    assert "Mona Farrell, who works here, has the same name" in shown
    wall = Wall.objects.get()
    as_maja.post(reverse("intake:proposal", args=[referral.pk, wall.pk]))
    assert waits(as_mona, referral)


def test_it_is_about_them_and_the_wall_stands(as_mona, as_maja, mona, maja):
    arrival = Arrival({"given_names": "Mona", "family_name": "Farrell"}, [], {"source": "police"})
    arrival.referral["danger"] = "high"
    referral, same = receive_referral(arrival, by=maja), {"same": "yes"}
    wall = Wall.objects.get()
    as_maja.post(reverse("intake:proposal", args=[referral.pk, wall.pk]), same)
    as_maja.post(reverse("intake:proposal", args=[referral.pk, wall.pk]))
    assert not waits(as_mona, referral), "a wall that somebody kept was dropped by one person"


def test_nobody_drops_the_wall_before_herself(walled, sam, mona, ben, maja):
    proposed = Wall.objects.create(person=sam, user=ben, proposed=True)
    for decide in (drop_wall, keep_wall):
        with pytest.raises(AnotherPersonMust):
            decide(proposed, by=ben)
        with pytest.raises(AnotherPersonMust):
            decide(walled, by=maja)


def test_an_account_that_the_walled_person_made_does_not_drop_it(
    as_maja, mona, maja, ben, monkeypatch
):
    """Mona invited Maja, so Maja may be Mona: she asks, and a second hand drops the wall."""
    Invitation.objects.create(user=maja, made_by=mona.pk, digest="m", expires_at=now())
    arrival = Arrival({"given_names": "Mona", "family_name": "Farrell"}, [], {"source": "police"})
    arrival.referral["danger"] = "high"
    referral = receive_referral(arrival, by=ben)
    wall = Wall.objects.get()
    address = reverse("intake:proposal", args=[referral.pk, wall.pk])
    said = html.unescape(as_maja.post(address, follow=True).content.decode())
    assert "Asked: they made the link to your account" in said
    assert Wall.objects.standing().filter(pk=wall.pk).exists()
    monkeypatch.setattr(typed, "_wake_with_key", lambda: None)
    listed = CliRunner().invoke(typed.wall, ["list"]).output
    assert f"{wall.pk}  raised by the program" in listed and "Maja Lindqvist asks" in listed
    assert "lifted" in CliRunner().invoke(typed.wall, ["lift", str(wall.pk)]).output
    assert not Wall.objects.standing().exists()


def test_such_an_account_may_say_that_it_is_about_them(sam, ben, mona):
    Invitation.objects.create(user=mona, made_by=ben.pk, digest="m", expires_at=now())
    wall = Wall.objects.create(person=sam, user=ben, proposed=True)
    with pytest.raises(AnotherHandMust):
        drop_wall(wall, by=mona)
    keep_wall(wall, by=mona)
    wall.refresh_from_db()
    assert wall.raised_by == mona and not wall.proposed


names = st.text("abcäñ", min_size=1, max_size=5)


@given(names, names, names)
def test_names_match_in_any_order_and_case_and_only_both(first, last, other):
    known = Traits(names_in(f"{first} {last}"))
    turned = Traits(names_in(f"{last.upper()} {first.title()}"))
    assert known.may_be(turned) == (names_in(first) != names_in(last))
    if names_in(other) != names_in(last):
        assert not known.may_be(Traits(names_in(f"{first} {other}"))) or other == first


@given(st.integers(0, 9_999_999), st.sampled_from(["0", "+44 ", "0044-", "(0)"]))
def test_a_number_is_the_same_however_it_is_written(number, before):
    digits = f"{number:07}"
    plain = Traits(numbers=numbers_in([f"07700{digits}"]))
    assert plain.may_be(Traits(numbers=numbers_in([f"{before}7700 {digits[:3]} {digits[3:]}"])))
    assert not plain.may_be(Traits(numbers=numbers_in(["12345"])))
