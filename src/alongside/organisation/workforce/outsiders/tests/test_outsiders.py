"""Nadia works next door. Otto appoints her, somebody else agrees, and she gets a sheet of codes."""

import html
import re
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from alongside.config import outsiders as typed
from alongside.foundation.accounts.another import AnotherMust
from alongside.foundation.accounts.commands import invite_user
from alongside.foundation.accounts.hands import of_another_hand, same_hand
from alongside.foundation.accounts.models import Invitation, User
from alongside.foundation.clock import now, stand_at
from alongside.foundation.lots import READABLE, draw, in_halves
from alongside.organisation.workforce.models import LET_IN, NightCode, Outsider
from alongside.organisation.workforce.outsiders.codes import LENGTH, digest_of
from alongside.organisation.workforce.outsiders.commands import (
    CodeSpent,
    NotAppointed,
    agree_to_outsider,
    appoint_outsider,
    end_outsider,
    make_sheet,
    spend,
)
from alongside.organisation.workforce.outsiders.queries import code_read_out

NADIA = {"name": "Nadia Rossi", "organisation": "Next Door", "phone": "020 7946 0000"}


def text(answer):
    return html.unescape(answer.content.decode())


def test_she_is_appointed_by_one_and_agreed_to_by_another(as_otto, as_mona):
    page = text(as_otto.post("/outsiders/", NADIA, follow=True))
    assert "Nadia Rossi" in page and "A second person has to agree" in page
    nadia = Outsider.objects.get()
    refused = text(as_otto.post(f"/outsiders/{nadia.pk}/codes/", follow=True))
    assert "A second person has to agree first" in refused and not NightCode.objects.exists()
    assert "1 named outsider waits" in text(as_mona.get("/today/"))
    assert "Nadia Rossi" in text(as_mona.get("/staff/waiting/"))
    as_mona.post("/staff/waiting/", {"outsider": nadia.pk})
    assert Outsider.objects.standing().exists()
    assert "named outsider waits" not in text(as_mona.get("/today/"))


def test_nobody_appoints_her_with_two_accounts_of_one_hand(otto, mona):
    waiting = appoint_outsider(**NADIA, by=otto)
    puppet = invite_user(email="p@example.org", name="P", role="manager", by=otto).user
    for by in (otto, puppet):
        with pytest.raises(AnotherMust):
            agree_to_outsider(waiting, by=by)
    assert not Outsider.objects.standing().exists()


def test_a_number_that_nobody_could_ring_is_refused(as_otto):
    page = text(as_otto.post("/outsiders/", {**NADIA, "phone": "ask Mona"}))
    assert "Enter a telephone number" in page and "Nadia Rossi" in page
    assert not Outsider.objects.exists()


def test_the_sheet_is_shown_once_and_kept_nowhere(as_otto, nadia):
    shown = text(as_otto.post(f"/outsiders/{nadia.pk}/codes/"))
    codes = re.findall(r"<code>(.{9})</code>", shown)
    assert len(codes) == len(set(codes)) == NightCode.objects.count() == 20
    assert codes[0] not in nadia.sheet[LET_IN], "what she had before is void"
    later = text(as_otto.get(f"/outsiders/{nadia.pk}/codes/"))
    assert not [code for code in codes if code in later]
    kept = [bytes(code.digest) for code in NightCode.objects.all()]
    plain = codes[0].replace(" ", "").encode()
    assert digest_of(codes[0]) in kept and plain not in b"".join(kept)


def test_a_new_sheet_voids_the_old_one_and_nothing_that_was_done(nadia, otto, ben):
    old = make_sheet(nadia, by=otto).sheet[LET_IN]
    spend(code_read_out(old[0], LET_IN, to=ben), by=ben)
    new = make_sheet(nadia, by=otto).sheet[LET_IN]
    assert code_read_out(old[1], LET_IN, to=ben) is None
    assert code_read_out(new[0], LET_IN, to=ben)
    assert NightCode.objects.filter(used_by=ben).count() == 1


def test_a_code_works_once(nadia, otto, ben):
    first = make_sheet(nadia, by=otto).sheet[LET_IN][0]
    code = code_read_out(first.lower().replace(" ", "-"), LET_IN, to=ben)
    spend(code, by=ben)
    with pytest.raises(CodeSpent):
        spend(code, by=ben)


@pytest.mark.parametrize("why", ["purpose", "ended", "used by another", "made by her", "her hand"])
def test_it_is_right_for_nothing_else_and_for_nobody_who_saw_it(why, nadia, otto, ben, ada):
    read_out = make_sheet(nadia, by=otto).sheet[LET_IN][0]
    purpose, to = LET_IN, ben
    if why == "purpose":
        purpose = "answer"
    elif why == "ended":
        end_outsider(nadia, by=otto)
    elif why == "used by another":
        spend(code_read_out(read_out, LET_IN, to=ada), by=ada)
    elif why == "made by her":
        to = otto
    else:
        to = invite_user(email="p@example.org", name="P", role="manager", by=otto).user
    with stand_at(now() + timedelta(days=100)):
        assert code_read_out(read_out, purpose, to=to) is None


@pytest.fixture
def one_hand(otto, ben, ada, mona, maja):
    """Otto invited everybody who opens files, as the one administrator of a small team does."""
    for user in User.objects.exclude(pk=otto.pk):
        Invitation.objects.create(user=user, made_by=otto.pk, digest=user.email, expires_at=now())


def test_where_one_invited_everybody_the_keeper_of_the_machine_makes_the_sheet(
    as_otto, otto, nadia, ben, one_hand, monkeypatch
):
    assert "would work for nobody" in text(as_otto.get(f"/outsiders/{nadia.pk}/codes/"))
    for_nobody = make_sheet(nadia, by=otto).sheet[LET_IN][0]
    assert code_read_out(for_nobody, LET_IN, to=ben) is None
    monkeypatch.setattr(typed, "_wake", lambda: None)
    said = CliRunner().invoke(typed.outsiders, ["sheet"], input="y\n").output
    assert "Nadia Rossi, Next Door" in said and "To answer for it afterwards" in said
    codes = re.findall(r"^(\w{4} \w{4})$", said, re.M)
    assert len(codes) == NightCode.objects.count() and code_read_out(codes[0], LET_IN, to=ben)


def test_while_somebody_came_in_otherwise_nobody_is_sent_to_the_machine(as_otto, nadia, ben):
    assert "would work for nobody" not in text(as_otto.get(f"/outsiders/{nadia.pk}/codes/"))


def test_many_are_told_apart_as_each_alone_would_be(otto, ben, ada, mona, operator):
    for user, maker in ((ben, otto), (ada, operator), (mona, ben)):
        Invitation.objects.create(user=user, made_by=maker.pk, digest=user.email, expires_at=now())
    everybody = [user.pk for user in (otto, ben, ada, mona, operator)]
    for one in everybody:
        apart = {other for other in everybody if not same_hand(one, other)}
        assert of_another_hand(one, everybody) == apart


def test_let_go_she_gets_no_more_codes(as_otto, nadia, otto):
    make_sheet(nadia, by=otto)
    as_otto.post(f"/outsiders/{nadia.pk}/end/")
    assert not NightCode.objects.exists()
    assert "Nobody is appointed" in text(as_otto.get("/outsiders/"))
    with pytest.raises(NotAppointed):
        make_sheet(nadia, by=otto)


@pytest.mark.parametrize("who", ["ada", "mona", "maja", "vera"])
def test_it_is_the_administrators_page(request, who, nadia):
    browser = request.getfixturevalue(f"as_{who}")
    for page in ("/outsiders/", f"/outsiders/{nadia.pk}/codes/", "/organisation/duty/"):
        assert browser.get(page).status_code == browser.post(page).status_code == 403


@given(st.text(READABLE, min_size=8, max_size=8), st.sampled_from([" ", "-", "", " . "]))
def test_however_it_is_typed_it_is_the_same_code(code, between):
    typed = f" {code[:4].lower()}{between}{code[4:]} "
    assert digest_of(typed) == digest_of(in_halves(code))


def test_a_code_holds_no_letter_that_is_mistaken_for_a_digit():
    drawn = "".join(draw(LENGTH) for _ in range(300))
    assert set(drawn) <= set(READABLE) and not set(READABLE) & set("0O1I2Z5S8B")


def test_the_duty_number_stands_on_every_page_and_on_no_locked_one(as_otto, as_vera, client):
    assert "Duty line" not in text(as_vera.get("/today/"))
    as_otto.post("/organisation/duty/", {"phone": "+44 20 7946 0111", "hours": "Every night"})
    page = text(as_vera.get("/today/"))
    assert 'href="tel:+442079460111"' in page and "Every night" in page
    assert "7946 0111" in text(as_vera.get("/duty/"))
    as_vera.post(reverse("lock-now"))
    assert "7946 0111" not in text(as_vera.get("/today/", follow=True))
    assert "7946 0111" not in text(client.get("/", follow=True))


def test_an_empty_number_takes_it_away(as_otto):
    as_otto.post("/organisation/duty/", {"phone": "020 7946 0111", "hours": ""})
    as_otto.post("/organisation/duty/", {"phone": "", "hours": ""})
    assert "7946 0111" not in text(as_otto.get("/staff/"))


def test_whom_to_ring_at_night_is_told_to_those_who_may_open_in_an_emergency(
    as_ada, as_vera, nadia
):
    assert "Nadia Rossi" in text(as_ada.get("/duty/"))
    assert "Nadia Rossi" not in text(as_vera.get("/duty/"))
    assert "I cannot say whether anyone is in touch with us" in text(as_vera.get("/duty/"))
