"""Ada is the sister of somebody in the file. For her Sam is not here, and she cannot tell."""

import pytest
from click.testing import CliRunner
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.house.pages import without_tokens

from alongside.casework.cases.commands import (
    BehindAWall,
    allocate,
    judge_danger,
    make_sensitive,
)
from alongside.casework.cases.models import Allocation, Case
from alongside.casework.cases.second_eyes import NobodyElse
from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.commands import receive_referral
from alongside.casework.people.models import Wall
from alongside.casework.walls.commands import (
    AnotherPersonMust,
    ask_to_lift,
    let_in,
    lift_wall,
    raise_wall,
)
from alongside.config.small_teams import walls as typed
from alongside.foundation.accounts.commands import invite_user
from alongside.foundation.accounts.models import Invitation, User
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.checkpoints import meter
from alongside.foundation.clock import now
from alongside.insight.cut import Cut, own_lists
from alongside.insight.periods import present_quarter
from alongside.insight.queries import summary_of


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setattr(typed, "_wake_with_key", lambda: None)
    return lambda *words: CliRunner().invoke(typed.wall, words)


def test_ada_says_that_she_knows_sam(as_ada, ada, mona, sam, sams_case, page, send, text):
    assert "I know this person" in text(as_ada.get(page("walls", sams_case)))
    answer = send(as_ada, page("add", sams_case), user=ada.pk, reason="My brother's wife.")
    assert answer.status_code == 302 and answer.url == reverse("home")
    assert not Case.objects.visible_to(ada).exists()
    working = Allocation.objects.filter(case=sams_case, until=None)
    assert [allocation.worker for allocation in working] == [mona]
    assert not Item.objects.open().filter(owner=ada.pk).exists()
    assert Item.objects.open().about(sams_case, "first_contact").filter(owner=mona.pk).exists()


def test_of_others_only_whoever_leads_may_say_it(as_ada, as_mona, ben, ada, sams_case, page, send):
    assert send(as_ada, page("add", sams_case), user=ben.pk).status_code == 200
    assert not Wall.objects.exists()
    assert send(as_mona, page("add", sams_case), user=ben.pk).status_code == 302
    assert Wall.objects.get().user == ben


@pytest.mark.parametrize(
    "address", ["desk:case", "cases:person", "contacts:list", "walls:walls", "cases:end"]
)
def test_a_walled_case_answers_exactly_as_a_missing_one(as_ada, ada, mona, sam, sams_case, address):
    raise_wall(sam, user=ada, reason="", by=mona)
    missing_id = "00000000-0000-4000-8000-000000000000"

    def asked(case_id):
        meter.lines = 0
        with CaptureQueriesContext(connections["default"]) as statements:
            answer = as_ada.get(reverse(address, args=[case_id]))
        shapes = [statement["sql"].split(" WHERE ")[0] for statement in statements]
        return answer.status_code, without_tokens(answer), shapes

    assert asked(sams_case.pk) == asked(missing_id)


def test_not_even_the_supervisor_or_a_named_reader_sees_past_it(
    mona, ada, ben, sam, sams_case, cora
):
    allocate(sams_case, worker=cora, by=mona)
    assert Case.objects.visible_to(mona).exists()
    raise_wall(sam, user=mona, reason="A neighbour.", by=ada)
    assert not Case.objects.visible_to(mona).exists()
    make_sensitive(sams_case, readers=User.objects.filter(pk=ben.pk), by=ada)
    raise_wall(sam, user=ben, reason="", by=ada)
    assert not Case.objects.visible_to(ben).exists()
    assert Case.objects.visible_to(cora).exists()


def test_no_list_and_no_day_shows_her(as_ada, ada, mona, sam, sams_case, text):
    raise_wall(sam, user=ada, reason="", by=mona)
    for name in ("desk:today", "desk:caseload"):
        assert "Sam" not in text(as_ada.get(reverse(name)))


def test_a_second_look_that_waited_for_him_passes_on(ada, mona, cora, sam, sams_case):
    allocate(sams_case, worker=cora, by=mona)
    judge_danger(sams_case, level="raised", reason="Quieter.", by=ada)
    (look,) = Item.objects.open().filter(kind="danger_lowered")
    assert look.owner == mona.pk
    raise_wall(sam, user=mona, reason="", by=ada)
    look.refresh_from_db()
    assert look.owner == cora.pk


def test_a_wall_that_would_leave_nobody_is_refused_and_undone(ada, mona, northgate, sam, sams_case):
    from alongside.foundation.accounts.commands import end_access

    end_access(mona, by=mona)
    with pytest.raises(NobodyElse):
        raise_wall(sam, user=ada, reason="", by=ada)
    assert not Wall.objects.exists() and Case.objects.visible_to(ada).exists()


def test_whoever_is_walled_is_offered_for_no_case_and_given_none(
    as_mona, mona, ben, sam, sams_case, text
):
    raise_wall(sam, user=ben, reason="", by=mona)
    for name in ("cases:add_worker", "cases:hand_over", "cases:sensitive"):
        assert "Ben Castle" not in text(as_mona.get(reverse(name, args=[sams_case.pk])))
    with pytest.raises(BehindAWall):
        allocate(sams_case, worker=ben, by=mona)


def test_in_triage_a_walled_referral_is_not_there(as_mona, mona, maja, text):
    received = receive_referral(
        Arrival({"known_as": "Gwen"}, [], {"source": "self", "danger": "high"}), by=maja
    )
    address = reverse("intake:decide", args=[received.pk])
    assert as_mona.get(address).status_code == 200
    raise_wall(received.person, user=mona, reason="", by=maja)
    assert as_mona.get(address).status_code == 404
    assert "Gwen" not in text(as_mona.get(reverse("intake:triage")))
    assert "Nobody is waiting" in text(as_mona.get(reverse("intake:triage")))


def test_official_totals_count_her_all_the_same(ada, mona, sam, sams_case):
    cut, lists = Cut(present_quarter()), own_lists()
    before = summary_of(cut, lists)
    raise_wall(sam, user=mona, reason="", by=ada)
    assert summary_of(cut, lists) == before


def test_to_lift_it_takes_two(as_mona, mona, maja, ben, sam, sams_case, page, send, text):
    make_sensitive(sams_case, readers=User.objects.filter(pk__in=[mona.pk, maja.pk]), by=mona)
    wall = raise_wall(sam, user=ben, reason="A neighbour.", by=mona)
    send(as_mona, page("lift", sams_case, wall))
    send(as_mona, page("lift", sams_case, wall))
    assert Wall.objects.standing().exists(), "one person lifted a wall alone"
    assert "Lifting asked by Mona Farrell" in text(as_mona.get(page("walls", sams_case)))
    assert Item.objects.open().get(kind="wall_lifting").owner == maja.pk
    lift_wall(wall, by=maja)
    assert not Wall.objects.standing().exists()
    assert not Item.objects.open().filter(kind="wall_lifting").exists()


def test_nobody_lifts_a_wall_that_nobody_asked_to_lift_or_that_is_her_own(mona, maja, ben, sam):
    wall = raise_wall(sam, user=maja, reason="", by=mona)
    with pytest.raises(AnotherPersonMust):
        lift_wall(wall, by=ben)
    Wall.objects.update(lifting_asked_by=ben)
    with pytest.raises(AnotherPersonMust):
        lift_wall(wall, by=maja)


def test_whoever_invited_the_second_person_is_the_first(
    mona, maja, ben, sam, sams_case, in_a_month
):
    wall = raise_wall(sam, user=ben, reason="", by=mona)
    puppet = invite_user(email="puppet@example.org", name="Puppet", role="manager", by=maja).user
    with in_a_month():
        for asks, agrees in ((maja, puppet), (puppet, maja)):
            Wall.objects.update(lifting_asked_by=asks)
            with pytest.raises(AnotherPersonMust):
                lift_wall(wall, by=agrees)
    assert Wall.objects.standing().exists()


def test_no_account_of_whoever_stands_behind_it_agrees(mona, maja, sam, sams_case, in_a_month):
    wall = raise_wall(sam, user=maja, reason="", by=mona)
    puppet = invite_user(email="puppet@example.org", name="Puppet", role="manager", by=maja).user
    Wall.objects.update(lifting_asked_by=mona)
    with in_a_month(), pytest.raises(AnotherPersonMust):
        lift_wall(wall, by=puppet)


def test_whoever_is_let_in_never_reads_why_the_wall_stands(
    as_maja, mona, maja, sam, sams_case, page, send, text
):
    wall = raise_wall(sam, user=maja, reason="Kingfisher", by=mona)
    let_in(sams_case, user=maja, reason="He is at the door.", by=mona)
    assert "Kingfisher" not in text(as_maja.get(page("walls", sams_case)))
    assert send(as_maja, page("lift", sams_case, wall)).status_code == 404
    alone = send(as_maja, page("open_to", sams_case), user=maja.pk, reason="Longer.")
    assert "Choose who" in text(alone) or "not one of the available choices" in text(alone)


def test_where_nobody_else_leads_the_keeper_of_the_machine_is_the_second_person(
    as_mona, mona, ben, sam, sams_case, page, send, text, run
):
    wall = raise_wall(sam, user=ben, reason="Kingfisher", by=mona)
    assert "Nobody asks to lift a wall." in run("list").output
    assert "Nothing was lifted" in run("lift", str(wall.pk)).output
    send(as_mona, page("lift", sams_case, wall))
    shown = text(as_mona.get(page("walls", sams_case)))
    assert "the command line of the machine is the second hand" in shown
    assert Wall.objects.standing().exists() and not Item.objects.filter(kind="wall_lifting")
    listed = run("list").output
    assert f"{wall.pk}  raised by Mona Farrell" in listed and "Mona Farrell asks" in listed
    assert not [told for told in ("Kingfisher", "Sam", "Ben") if told in listed]
    assert "The wall is lifted." in run("lift", str(wall.pk)).output
    assert not Wall.objects.standing().exists()
    assert run("lift", str(wall.pk)).exit_code == 1


def test_a_leader_whom_the_same_hand_let_in_is_not_asked(
    mona, maja, ben, sam, sams_case, in_a_month
):
    Invitation.objects.create(user=maja, made_by=mona.pk, digest="m", expires_at=now())
    make_sensitive(sams_case, readers=User.objects.filter(pk__in=[mona.pk, maja.pk]), by=mona)
    wall = raise_wall(sam, user=ben, reason="", by=mona)
    with in_a_month():
        ask_to_lift(sams_case, wall, by=mona)
    assert not Item.objects.filter(kind="wall_lifting").exists()


def test_why_it_stands_is_unreadable_on_disk(mona, ben, sam):
    raise_wall(sam, user=ben, reason="Kingfisher", by=mona)
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT reason FROM people_wall")
        assert b"Kingfisher" not in bytes(cursor.fetchone()[0])
