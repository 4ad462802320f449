"""Of two who act at the same moment on one thing, the second waits and sees what the first did.

SQLite lets one write after the other anyway; on PostgreSQL it is the lock of the row."""

from dataclasses import replace
from datetime import date

import pytest
from allauth.mfa.models import Authenticator

from alongside.casework.erasures.commands import order_erasure
from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.beyond.commands import HersAlready, take_by_code
from alongside.casework.intake.commands import receive_referral
from alongside.casework.intake.models import Conflict, Decider
from alongside.casework.intake.sides.commands import take_conflict_by_code
from alongside.casework.keeping.commands import set_hold
from alongside.casework.keeping.guards import OnHold
from alongside.casework.keeping.models import Erasure
from alongside.casework.people.models import Wall
from alongside.foundation.accounts.commands import (
    AlreadySetUp,
    AnotherMust,
    invite_again,
    reset_second_factor,
    set_up_second_factor,
)
from alongside.foundation.accounts.models import Window
from alongside.foundation.accounts.passkeys.commands import LastOne, remove_passkey
from alongside.foundation.accounts.windows.store import SessionStore
from alongside.foundation.imports.commands import drop_rows, keep_upload, map_upload
from alongside.foundation.imports.contents import contents_of
from alongside.foundation.imports.models import Upload
from alongside.foundation.imports.sources import Source
from alongside.foundation.imports.tables import read_table
from alongside.insight.commands import Overlaps, let_leave
from alongside.insight.cut import Cut
from alongside.insight.models import Release
from alongside.insight.periods import Period
from alongside.organisation.workforce.models import PASS_ON, NightCode
from tests.harness.at_once import two_at_once

pytestmark = [pytest.mark.django_db(databases="__all__", transaction=True), pytest.mark.postgres]
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def test_a_hold_and_an_order_to_erase(sam, ada, maja):
    came = two_at_once(
        lambda: set_hold(sam, ground="claim", reason="", until=None, by=ada),
        lambda: order_erasure(sam, case=None, ground="asked", by=maja),
        before='INSERT INTO "keeping_hold"',
    )
    assert came.waited and isinstance(came.second, OnHold) and not Erasure.objects.exists()


@pytest.fixture
def codes(nadia):
    return list(NightCode.objects.filter(outsider=nadia, purpose=PASS_ON)[:2])


def test_two_whom_the_outsider_rang_about_one_referral(ada, cora, mona, maja, codes):
    told = Arrival({"known_as": "Gwen"}, [], {"source": "self", "danger": "high"})
    gwen = receive_referral(told, by=ada)
    for user in (mona, maja):
        Wall.objects.create(person=gwen.person, user=user, raised_by=ada)
    came = two_at_once(
        lambda: take_by_code(gwen, code=codes[0], by=ada),
        lambda: take_by_code(gwen, code=codes[1], by=cora),
        before='INSERT INTO "intake_decider"',
    )
    assert came.waited and isinstance(came.second, HersAlready)
    assert Decider.objects.get().user == ada
    assert NightCode.objects.get(pk=codes[1].pk).used_at is None


def test_two_files_of_periods_that_overlap(maja):
    quarter = Cut(Period(date(2026, 7, 1), date(2026, 9, 30)))
    longer = replace(quarter, period=Period(date(2026, 7, 1), date(2026, 12, 31)))
    came = two_at_once(
        lambda: let_leave(quarter, [], by=maja),
        lambda: let_leave(longer, [], by=maja),
        before='INSERT INTO "insight_release"',
    )
    assert came.waited and isinstance(came.second, Overlaps) and Release.objects.count() == 1


@pytest.fixture
def upload(mona):
    table = read_table(Source("list.csv", b"ref,name\n1,Sam\n2,Noor\n3,Gwen\n"))
    return keep_upload("referrals", table, contents_of(table), feed="Northgate", by=mona)


def test_two_who_say_what_a_files_columns_mean(upload, mona):
    again = Upload.objects.get(pk=upload.pk)
    came = two_at_once(
        lambda: map_upload(upload, {"name": "first"}, meant="", by=mona),
        lambda: map_upload(again, {"name": "second"}, meant="", by=mona),
        before='UPDATE "imports_upload"',
    )
    assert came.waited and dict(Upload.objects.get().plan) == {"name": "second"}


def test_two_rows_that_go_from_one_file(upload, mona):
    again = Upload.objects.get(pk=upload.pk)
    came = two_at_once(
        lambda: drop_rows(upload, [2], by=mona),
        lambda: drop_rows(again, [3], by=mona),
        before='UPDATE "imports_',
    )
    assert came.waited and not isinstance(came.first, Exception), came
    (piece,) = Upload.objects.get().pieces.all()
    assert [line for line, _cells in piece.rows] == [4]


def test_two_who_set_up_the_first_second_step_of_one_account(ben):
    came = two_at_once(
        lambda: set_up_second_factor(ben, SECRET, passed=False, by=ben),
        lambda: set_up_second_factor(ben, SECRET[::-1], passed=False, by=ben),
        before='INSERT INTO "mfa_authenticator"',
    )
    assert came.waited and isinstance(came.second, AlreadySetUp)
    kinds = Authenticator.objects.filter(user=ben).values_list("type", flat=True)
    assert sorted(kinds) == ["recovery_codes", "totp"]


def test_the_last_two_keys_taken_away(ben):
    """One of them has to stay."""
    told = {"user": ben, "type": Authenticator.Type.WEBAUTHN, "data": {}}
    one, other = [Authenticator.objects.create(**told).pk for _ in range(2)]
    came = two_at_once(
        lambda: remove_passkey(one, by=ben),
        lambda: remove_passkey(other, by=ben),
        before='DELETE FROM "mfa_authenticator"',
    )
    assert came.waited and isinstance(came.second, LastOne)
    assert Authenticator.objects.get(user=ben).pk == other


def test_one_hand_that_renews_the_link_and_the_second_step_of_a_colleague(ben, otto):
    came = two_at_once(
        lambda: invite_again(ben, by=otto),
        lambda: reset_second_factor(ben, "Lost.", by=otto),
        before='INSERT INTO "accounts_invitation"',
    )
    assert came.waited and isinstance(came.second, AnotherMust)


def test_two_pages_that_write_into_one_window(db):
    window = SessionStore()
    window["began"] = 1
    window.save()

    def writes(name):
        same = SessionStore(window.session_key)
        same.load()

        def save():
            same[name] = True
            same.save()

        return save

    table = Window._meta.db_table
    came = two_at_once(writes("locked"), writes("called"), before=f'UPDATE "{table}"')
    assert came.waited and not isinstance(came.second, Exception)
    assert dict(SessionStore(window.session_key).load()) == {
        "began": 1,
        "locked": True,
        "called": True,
    }


def test_two_whom_the_outsider_rang_about_two_sides(ada, cora, sams_case, mona, maja, codes):
    told = Arrival({"known_as": "Karl"}, [], {"source": "self", "danger": "high"})
    karl = receive_referral(told, by=ada)
    conflict = Conflict.objects.create(referral=karl, case=sams_case)
    for user in (mona, maja):
        Wall.objects.create(person=karl.person, user=user, raised_by=ada)
    came = two_at_once(
        lambda: take_conflict_by_code(conflict, code=codes[0], by=cora),
        lambda: take_conflict_by_code(conflict, code=codes[1], by=ada),
        before='INSERT INTO "intake_decider"',
    )
    assert came.waited and isinstance(came.second, HersAlready)
    assert Decider.objects.get().user == cora
