"""02:00, a team of three. Ben has the duty phone, a wall stands between him and Sam, and the only
one who could let him in is asleep. He rings Nadia, who works next door."""

import re

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.house.pages import without_tokens

from alongside.casework.cases.models import Case, EmergencyAccess
from alongside.casework.walls.commands import (
    answer_by_phone,
    let_in_by_phone,
    open_in_emergency,
    raise_wall,
)
from alongside.foundation.accounts.commands import end_access
from alongside.foundation.agenda.models import Item
from alongside.foundation.audit.checkpoints import meter
from alongside.foundation.audit.models import Entry
from alongside.foundation.packs.calendar import add_working_days
from alongside.insight.periods import present_quarter
from alongside.insight.queries import open_reviews_in
from alongside.organisation.workforce.models import ANSWER, LET_IN, NightCode
from alongside.organisation.workforce.outsiders.commands import (
    CodeSpent,
)

WHY = "She rang in tears and he is at the door."
SAID = "I told her what cannot wait; she asked who I know in it and agreed."


@pytest.fixture
def walled(sam, ben, mona):
    return raise_wall(sam, user=ben, reason="A cousin of his.", by=mona)


@pytest.fixture
def alone(sams_case, mona, ada):
    """Nobody inside can look: Mona leads elsewhere now, and Ada has left."""
    end_access(ada, by=mona)
    end_access(mona, by=mona)


@pytest.fixture
def opens(as_ben, send, page):
    """Ben opens it by a code, on the emergency page."""

    def by_code(case, code, *, said=SAID, on=as_ben):
        given = {"reference": getattr(case, "reference", case), "reason": WHY}
        return send(on, page("emergency"), **given, code=code, said=said)

    return by_code


def test_with_her_code_it_is_open_for_an_hour(opens, nadia, walled, ben, sams_case, later):
    answer = opens(sams_case, nadia.sheet[LET_IN][0])
    assert answer.url == reverse("desk:case", args=[sams_case.pk])
    assert Case.objects.visible_to(ben).exists()
    with later(minutes=61):
        assert not Case.objects.visible_to(ben).exists()


def test_whom_he_rang_when_and_what_was_said_is_on_record(
    opens, as_mona, nadia, walled, mona, ben, sams_case, page, text
):
    opens(sams_case, nadia.sheet[LET_IN][0])
    access = EmergencyAccess.objects.get()
    assert (access.by, access.let_in_by, access.said) == (ben, nadia, SAID)
    look = Item.objects.open().get(kind="emergency_review")
    assert look.owner == mona.pk and look.due == add_working_days(access.at.date(), 1)
    shown = text(as_mona.get(page("review", sams_case, access)))
    assert "Nadia Rossi, Next Door" in shown and SAID in shown
    listed = text(as_mona.get(page("emergencies", sams_case)))
    assert "Let through a wall by phone, by Nadia Rossi" in listed


@pytest.mark.parametrize("what", ["wrong", "for something else", "spent"])
def test_a_code_that_is_not_right_answers_the_same_for_any_reference(
    what, opens, nadia, walled, mona, sam, sams_case, ben, ada, as_ben
):
    codes = {"wrong": "ACDE FGHJ", "for something else": nadia.sheet[ANSWER][0]}
    codes["spent"] = nadia.sheet[LET_IN][0]
    if what == "spent":
        spent = NightCode.objects.filter(purpose=LET_IN)
        spent.update(used_at=nadia.appointed_at, used_by=ada)
    opens("CCCCCCC", "ACDE FGHJ")  # the first try begins the count

    def asked(reference):
        meter.lines = 0
        with CaptureQueriesContext(connections["default"]) as statements:
            answer = opens(reference, codes[what])
        shapes = [re.split(" WHERE | SET | VALUES ", each["sql"])[0] for each in statements]
        shapes = [shape for shape in shapes if "SAVEPOINT" not in shape]  # each has its own name
        return answer.status_code, without_tokens(answer).replace(reference, ""), shapes

    seen, missing = asked(sams_case.reference), asked("AAAAAAA")
    assert seen[:2] == missing[:2]
    assert seen[2] == missing[2]
    assert "This code opens nothing" in seen[1]
    assert not [shape for shape in seen[2] if "cases_case" in shape], "the reference was looked up"
    assert not EmergencyAccess.objects.exists()


def test_a_right_code_with_a_slip_in_the_reference_is_not_spent(
    opens, nadia, walled, sams_case, text
):
    code = nadia.sheet[LET_IN][0]
    assert "Nothing can be opened under this reference" in text(opens("AAAAAAA", code))
    assert opens(sams_case, code).status_code == 302


def test_a_code_opens_one_case_once(
    opens, ben, nadia, walled, sams_case, later, text, signed_in_client
):
    code = nadia.sheet[LET_IN][0]
    first, again = opens(sams_case, code), opens("AAAAAAA", code)
    assert first.url == again.url, "sent twice, it leads to what it opened"
    assert EmergencyAccess.objects.count() == 1
    with later(minutes=61):
        again = opens(sams_case, code, on=signed_in_client(ben))
        assert "This code was used before" in text(again)
    assert EmergencyAccess.objects.count() == 1


def test_of_two_at_once_one_gets_in(nadia, ben, ada, sams_case):
    code = NightCode.objects.filter(purpose=LET_IN).first()
    given = {"code": code, "said": SAID, "reason": WHY}
    let_in_by_phone(sams_case, **given, by=ben)
    with pytest.raises(CodeSpent):
        let_in_by_phone(sams_case, **given, by=ada)
    assert EmergencyAccess.objects.get().by == ben


def test_guessing_is_slowed_and_what_was_typed_stays(opens, nadia, walled, sams_case, text):
    for _ in range(5):
        opens(sams_case, "ACDE FGHJ")
    slowed = text(opens(sams_case, nadia.sheet[LET_IN][0]))
    assert "Too many codes were wrong" in slowed and WHY in slowed and SAID in slowed
    assert not EmergencyAccess.objects.exists()


def test_what_was_said_is_asked_for(opens, nadia, walled, sams_case, text):
    assert "what was said on the phone" in text(opens(sams_case, nadia.sheet[LET_IN][0], said=""))
    assert not EmergencyAccess.objects.exists()


def test_without_an_outsider_no_code_is_asked_for(as_ben, page, text):
    assert "Code of the outsider" not in text(as_ben.get(page("emergency")))


def test_without_a_code_a_wall_still_answers_as_nothing(
    as_ben, nadia, walled, sams_case, page, send
):
    def asked(reference):
        answer = send(as_ben, page("emergency"), reference=reference, reason=WHY)
        return answer.status_code, without_tokens(answer).replace(reference, "")

    assert asked(sams_case.reference) == asked("AAAAAAA")


def test_a_wall_is_not_lifted_by_a_code(opens, nadia, walled, as_ben, sams_case, page, send):
    opens(sams_case, nadia.sheet[LET_IN][0])
    answer = send(as_ben, page("lift", sams_case, walled), code=nadia.sheet[LET_IN][1])
    walled.refresh_from_db()
    assert answer.status_code == 403 and walled.lifted_at is None


def test_nobody_inside_can_look_and_the_outsider_answers(
    opens, as_ben, nadia, walled, alone, ben, sams_case, page, send, text, later, signed_in_client
):
    opens(sams_case, nadia.sheet[LET_IN][0])
    access = EmergencyAccess.objects.get()
    answered = {"finding": "right", "found": "She would have done the same."}
    early = send(as_ben, page("answer", access), **answered, code=nadia.sheet[ANSWER][0])
    assert "The hour is not over yet" in text(early)
    with later(hours=10):
        as_ben = signed_in_client(ben)
        assert "nobody inside can give it" in text(as_ben.get("/today/"))
        assert open_reviews_in(present_quarter()) == 1, "until then the period does not leave"
        wrong = send(as_ben, page("answer", access), **answered, code=nadia.sheet[LET_IN][1])
        assert "This code opens nothing" in text(wrong) and "done the same" in text(wrong)
        send(as_ben, page("answer", access), **answered, code=nadia.sheet[ANSWER][0])
        access.refresh_from_db()
        assert (access.answered_by, access.found) == (nadia, answered["found"])
        assert open_reviews_in(present_quarter()) == 0
        assert not Item.objects.open().filter(kind="emergency_review").exists()
        assert as_ben.get(page("answer", access)).status_code == 404
    assert Entry.objects.filter(verb="emergency.answered_by_phone", actor=ben.pk).exists()


def test_where_somebody_inside_can_look_the_outsider_is_not_asked(
    as_ben, nadia, ben, sams_case, page, text
):
    access = open_in_emergency(sams_case, reason=WHY, by=ben)
    assert as_ben.get(page("answer", access)).status_code == 404
    assert "nobody inside can give it" not in text(as_ben.get("/today/"))


def test_her_first_answer_stays(nadia, alone, ben, sams_case, later):
    access = open_in_emergency(sams_case, reason=WHY, by=ben)
    first, second = NightCode.objects.filter(purpose=ANSWER)[:2]
    with later(hours=2):
        answer_by_phone(access, code=first, finding="wrong", found="Only curious.", by=ben)
        answer_by_phone(access, code=second, finding="right", found="Fine.", by=ben)
    access.refresh_from_db()
    assert (access.finding, access.found) == ("wrong", "Only curious.")
