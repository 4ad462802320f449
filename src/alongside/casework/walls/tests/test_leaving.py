"""Maja leaves, who was to look at what others had done: it does not wait on her day for ever."""

import pytest

from alongside.casework.cases.commands import judge_danger, make_sensitive
from alongside.casework.erasures.commands import order_erasure
from alongside.casework.erasures.parts.commands import order_taking_out
from alongside.casework.people.commands import tell_characteristics
from alongside.casework.people.models import Wall
from alongside.casework.walls.commands import ask_to_lift, open_in_emergency, raise_wall
from alongside.foundation.accounts.commands import add_user
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.organisation.workforce.commands import let_go


@pytest.fixture
def nora(operator):
    """She leads as well."""
    return add_user(email="nora@example.org", name="Nora Quist", role="manager", by=operator)


@pytest.fixture
def open_to(sams_case, mona):
    def named(*readers):
        make_sensitive(sams_case, readers=User.objects.filter(email__in=readers), by=mona)

    return named


def on_the_day_of(kind):
    return Item.objects.open().get(kind=kind).owner


def test_another_who_leads_is_asked_to_agree_to_lifting_a_wall(
    mona, maja, nora, ben, otto, sam, sams_case, open_to
):
    open_to("mona@example.org", "maja@example.org")
    wall = raise_wall(sam, user=ben, reason="", by=mona)
    ask_to_lift(sams_case, wall, by=mona)
    assert on_the_day_of("wall_lifting") == maja.pk
    open_to("mona@example.org", "maja@example.org", "nora@example.org")
    let_go(maja, by=otto)
    assert on_the_day_of("wall_lifting") == nora.pk


def test_whoever_leads_next_has_the_button(
    mona, maja, ben, otto, nora, sam, sams_case, open_to, page, send, text, signed_in_client
):
    open_to("mona@example.org", "maja@example.org")
    wall = raise_wall(sam, user=ben, reason="", by=mona)
    ask_to_lift(sams_case, wall, by=mona)
    let_go(maja, by=otto)
    assert on_the_day_of("wall_lifting") == maja.pk, "nobody else led there that day"
    open_to("mona@example.org", "nora@example.org")
    as_nora = signed_in_client(nora)
    assert "Agree to lift it" in text(as_nora.get(page("walls", sams_case)))
    send(as_nora, page("lift", sams_case, wall))
    assert not Wall.objects.standing().exists()
    assert not Item.objects.open().filter(kind="wall_lifting").exists()


def test_also_where_the_one_who_asked_has_left(
    mona, maja, ben, otto, nora, sam, sams_case, open_to, page, text, signed_in_client
):
    open_to("mona@example.org", "nora@example.org")
    wall = raise_wall(sam, user=ben, reason="", by=mona)
    ask_to_lift(sams_case, wall, by=mona)
    let_go(mona, by=otto)
    shown = text(signed_in_client(nora).get(page("walls", sams_case)))
    assert "Lifting asked by Mona Farrell" in shown and "Agree to lift it" in shown


def test_whoever_asked_has_no_button_that_does_nothing(
    as_mona, mona, ben, sam, sams_case, page, text
):
    ask_to_lift(sams_case, raise_wall(sam, user=ben, reason="", by=mona), by=mona)
    shown = text(as_mona.get(page("walls", sams_case)))
    assert "Agree to lift it" not in shown and "Ask to lift it" not in shown


def test_a_lowered_danger_is_looked_at_by_another(ada, mona, nora, otto, sams_case, open_to):
    judge_danger(sams_case, level="standard", reason="Quieter.", by=ada)
    assert on_the_day_of("danger_lowered") == mona.pk
    open_to("mona@example.org", "nora@example.org")
    let_go(mona, by=otto)
    assert on_the_day_of("danger_lowered") == nora.pk


def test_where_nobody_else_was_there_whoever_comes_next_looks(
    ada, ben, mona, nora, otto, sams_case, open_to, page, text, signed_in_client
):
    access = open_in_emergency(sams_case, reason="She rang.", by=ben)
    assert on_the_day_of("emergency_review") == mona.pk
    Item.objects.filter(kind="emergency_review").update(owner=nora.pk)
    let_go(nora, by=otto)
    assert on_the_day_of("emergency_review") in (ada.pk, mona.pk)
    Item.objects.filter(kind="emergency_review").update(owner=nora.pk)  # as if nobody had been
    as_mona = signed_in_client(mona)
    assert "finding" in text(as_mona.get(page("review", sams_case, access)))
    assert "finding" not in text(signed_in_client(ada).get(page("review", sams_case, access)))


def test_another_is_asked_to_agree_to_an_erasure_and_to_taking_out(
    ada, maja, mona, nora, otto, sam, sams_case, open_to
):
    told = {"gender": {"answer": "told", "words": "A woman"}}
    row = tell_characteristics(sam, version=0, told=told, source="person", by=ada)
    open_to("mona@example.org", "nora@example.org", "maja@example.org")
    order_taking_out(sams_case, "gender", row.pk, ground="asked", by=ada)
    Item.objects.filter(subject=sams_case.pk).exclude(kind="part_ordered").delete()
    sams_case.ended_on = sams_case.opened_on
    sams_case.save(update_fields=["ended_on"])
    order_erasure(sam, case=None, ground="asked", by=maja)
    for kind in ("part_ordered", "erasure_ordered"):
        Item.objects.filter(kind=kind).update(owner=mona.pk)
    let_go(mona, by=otto)
    assert on_the_day_of("part_ordered") in (maja.pk, nora.pk)
    assert on_the_day_of("erasure_ordered") == nora.pk


def test_what_is_hers_and_no_second_look_stays_for_whoever_takes_her_cases(
    ada, mona, otto, sams_case
):
    first = Item.objects.open().get(kind="first_contact")
    let_go(ada, by=otto)
    first.refresh_from_db()
    assert first.owner == ada.pk
