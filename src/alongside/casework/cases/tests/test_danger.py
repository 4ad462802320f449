"""Raising the danger needs no reason; lowering needs one, and second eyes."""

import html

import pytest

from alongside.casework.cases.commands import (
    NeedsReason,
    agree_to_danger,
    judge_danger,
    make_sensitive,
)
from alongside.casework.cases.models import DangerJudgement, Moment
from alongside.casework.cases.second_eyes import NotOwnEyes
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import today
from alongside.foundation.packs.calendar import add_working_days


def text(answer):
    return html.unescape(answer.content.decode())


def asked():
    return Item.objects.open().filter(kind="danger_lowered")


@pytest.fixture
def judge(as_ada, sams_case, page, send):
    def post(level, reason="", client=as_ada):
        return send(client, page("danger", sams_case), level=level, reason=reason)

    return post


def test_sams_danger_was_not_known_and_is_raised_without_a_word(judge, sams_case, ada):
    judge_danger(sams_case, level="standard", reason="Moved away.", by=ada)
    assert judge("high").status_code == 302
    sams_case.refresh_from_db()
    assert sams_case.danger == "high"
    assert Moment.objects.filter(event="danger_changed").count() == 2


@pytest.mark.parametrize("level", ["raised", "standard", "unknown"])
def test_to_lower_it_without_a_reason_is_refused_and_says_so(judge, sams_case, level):
    answer = judge(level)
    assert answer.status_code == 200 and "Say why it is lower." in text(answer)
    assert not DangerJudgement.objects.exists() and not asked().exists()


def test_a_command_without_a_reason_is_refused_too(sams_case, ada):
    with pytest.raises(NeedsReason):
        judge_danger(sams_case, level="standard", reason="", by=ada)


def test_lowered_it_waits_for_monas_eyes_by_the_next_working_day(
    judge, as_mona, mona, sams_case, page, send
):
    judge("standard", "He is in prison until March.")
    item = asked().get()
    assert (item.owner, item.due) == (mona.pk, add_working_days(today(), 1))
    shown = text(as_mona.get(page("danger", sams_case)))
    assert "Second eyes, please." in shown and "He is in prison until March." in shown
    agree = page("agree_to_danger", sams_case, DangerJudgement.objects.get().pk)
    as_mona.get(agree)
    assert asked().exists()
    send(as_mona, agree)
    assert Item.objects.get(kind="danger_lowered").outcome == "agreed"


def test_ada_cannot_agree_with_herself(judge, as_ada, sams_case, page, send):
    judge("standard", "He is in prison until March.")
    assert "Second eyes, please." not in text(as_ada.get(page("danger", sams_case)))
    send(as_ada, page("agree_to_danger", sams_case, DangerJudgement.objects.get().pk))
    assert asked().exists()


@pytest.fixture
def ada_alone(ada, mona, northgate):
    """Nobody else can see the case: a service of one, or everybody else behind a wall."""
    User.objects.filter(pk=mona.pk).update(is_active=False)


def test_where_nobody_else_is_there_it_waits(judge, ada_alone, as_ada, ada, sams_case, page, send):
    judge("standard", "He is in prison until March.")
    judgement = DangerJudgement.objects.get()
    assert asked().get().owner == ada.pk, "kept in sight, though she may not answer it"
    send(as_ada, page("agree_to_danger", sams_case, judgement.pk))
    judge("standard", "He is still in prison.")
    assert asked().exists()
    with pytest.raises(NotOwnEyes):
        agree_to_danger(judgement, by=ada)


def test_raised_again_nobody_need_look_at_the_lowering(judge, as_mona):
    judge("standard", "He is in prison until March.")
    judge("high", client=as_mona)
    assert not asked().exists()


def test_a_detour_does_not_get_round_second_eyes(judge, sams_case):
    judge("unknown", "Nobody knows any more.")
    judge("standard")
    judge("standard")
    sams_case.refresh_from_db()
    assert sams_case.danger == "standard" and asked().exists()


def test_judged_the_same_again_nobody_need_look(judge):
    judge("high", "Still.")
    assert not asked().exists()


def test_mona_who_was_asked_has_looked_when_she_judges_it_herself(judge, as_mona):
    judge("standard", "He is in prison until March.")
    judge("raised", client=as_mona)
    assert not asked().exists()


def test_second_eyes_on_a_sensitive_case_are_those_of_somebody_named(judge, sams_case, mona, maja):
    make_sensitive(sams_case, readers=User.objects.filter(pk=maja.pk), by=mona)
    judge("standard", "He is in prison until March.")
    assert asked().get().owner == maja.pk


def test_how_it_was_judged_stays_readable(judge, as_ada, sams_case, page):
    judge("raised", "No threats for six weeks.")
    judge("high")
    shown = text(as_ada.get(page("danger", sams_case)))
    assert "No threats for six weeks." in shown and "before: High" in shown
