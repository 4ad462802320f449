"""What the house does for itself: sign and read its trail, and forget what is over."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection

from alongside.foundation import clock
from alongside.foundation.accounts.commands import keep_draft, the_operator
from alongside.foundation.accounts.models import Draft, Window
from alongside.foundation.audit.models import Checkpoint, Deed, Entry
from alongside.foundation.audit.trail import note
from alongside.foundation.jobs import housekeeping
from alongside.foundation.jobs.models import Job


@pytest.fixture(autouse=True)
def counted_tries(db):
    call_command("createcachetable", verbosity=0)


def rewrite(line, **changes):
    """As somebody would who owns the database."""
    drop = (
        "DROP TRIGGER audit_entry_no_update"
        if connection.vendor == "sqlite"
        else "ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only"
    )
    with connection.cursor() as cursor:
        cursor.execute(drop)
    Entry.objects.filter(pk=line.pk).update(**changes)
    from alongside.foundation.audit.triggers import create_triggers

    create_triggers()


def test_the_trail_is_signed(ada):
    housekeeping.sign_the_trail()
    assert Checkpoint.objects.count() == 1


def test_a_whole_trail_is_well(ada, sams_case):
    housekeeping.sign_the_trail()
    housekeeping.read_the_tail_again()


def test_a_line_altered_since_yesterday_is_told(ada, sams_case):
    rewrite(Entry.objects.filter(actor=ada.pk).last(), verb="user.added")
    with pytest.raises(housekeeping.TrailBroken):
        housekeeping.read_the_tail_again()


def test_over_a_long_weekend_it_goes_on_being_told(ada, sams_case):
    day, well = housekeeping.VERIFIED_EVERY, clock.now()
    Job.objects.create(kind=housekeeping.VERIFY, every=day, asked_by=ada.pk, done_at=well)
    rewrite(Entry.objects.filter(actor=ada.pk).last(), verb="user.added")
    with clock.stand_at(clock.now() + timedelta(days=4)), pytest.raises(housekeeping.TrailBroken):
        housekeeping.read_the_tail_again()


def test_the_first_new_line_is_read_against_the_old_one_before_it(ada):
    with clock.stand_at(clock.now() - timedelta(days=3)):
        note("visited", subject=ada, by=ada)
        old = Entry.objects.last()
    note("visited", subject=ada, by=ada)
    housekeeping.read_the_tail_again()

    rewrite(old, mac=b"0" * 32)
    with pytest.raises(housekeeping.TrailBroken):
        housekeeping.read_the_tail_again()


def test_a_session_that_is_over_goes_and_one_in_use_stays(as_ada, ada):
    used = as_ada.session.session_key
    over = clock.now() - timedelta(seconds=1)
    Window.objects.create(session_key="over", session_data="", expire_date=over)

    housekeeping.clear_what_is_over(by=the_operator())

    assert list(Window.objects.values_list("pk", flat=True)) == [used]
    assert as_ada.get("/account/").status_code == 200


def test_tries_that_no_longer_count_go(ada):
    cache.set("tries:fresh", (5, 1), 3600)
    cache.set("tries:old", (5, 1), 3600)
    table = connection.ops.quote_name("throttle")
    with connection.cursor() as cursor:
        past = connection.ops.adapt_datetimefield_value(clock.now() - timedelta(hours=1))
        where = f"UPDATE {table} SET expires = %s WHERE cache_key LIKE %s"  # noqa: S608
        cursor.execute(where, [past, "%old"])

    housekeeping.clear_what_is_over(by=the_operator())

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT cache_key FROM {table}")  # noqa: S608
        assert [key for (key,) in cursor.fetchall()] == [":1:tries:fresh"]


def test_an_old_draft_is_left_alone(ada):
    with clock.stand_at(clock.now() - timedelta(days=400)):
        keep_draft("/account/", {"next": ["Ring Sam's sister"]}, subject=None, by=ada)

    housekeeping.clear_what_is_over(by=the_operator())

    assert Draft.objects.get().words == {"next": ["Ring Sam's sister"]}


def test_a_form_sent_long_ago_is_forgotten_and_one_of_this_month_is_not(ada, mona):
    def sent(token):
        return keep_draft("/somewhere/", {"a": ["b"]}, subject=ada.pk, by=ada, once=token)

    old, young = uuid4(), uuid4()
    with clock.stand_at(clock.now() - timedelta(days=31)):
        sent(old)
    with clock.stand_at(clock.now() - timedelta(days=29)):
        sent(young)
    housekeeping.clear_what_is_over(by=the_operator())
    assert set(Deed.objects.values_list("token", flat=True)) == {young}
