"""A question that is composed once asks with each reader's own values, or is refused."""

from datetime import UTC, datetime
from unittest.mock import patch
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections
from django.db.models import DateField, DateTimeField, UUIDField
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as some

from alongside.casework.cases.at_hand import at_hand
from alongside.casework.cases.commands import note_crime
from alongside.casework.cases.models import SEEN_BY, Allocation, Case, seen_by
from alongside.foundation.accounts.models import User
from alongside.foundation.clock import now, today
from alongside.foundation.prepared import NotPrepared, Prepared, _Again
from alongside.foundation.vault.sealed import Sealed

MOMENTS = some.datetimes(
    min_value=datetime(1950, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=some.just(UTC),
)


@given(user=some.uuids(), at=MOMENTS)
def test_whoever_asks_it_is_what_django_would_compose_for_her(user, at):
    asked = SEEN_BY.asked(user=user, at=at)
    assert (asked.sql, tuple(asked.params)) == seen_by(user, at).query.sql_with_params()


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (lambda user: Allocation.objects.filter(worker=user, since__lte=today()), "every time"),
        (lambda user: User.objects.filter(pk=user, last_login__lt=now()), "every time"),
        (lambda user: Allocation.objects.filter(worker=user, case=uuid4()), "every time"),
        (lambda user: User.objects.exclude(role=""), "not asked for"),
        (lambda user: User.objects.filter(pk=user, pk__in=list(User.objects.all())), "SELECT"),
    ],
)
def test_what_would_be_answered_with_the_values_of_the_first_is_refused(question, why):
    with pytest.raises(NotPrepared, match=why):
        Prepared(question, user=UUIDField()).asked(user=uuid4())


def test_two_who_ask_one_after_the_other_get_their_own(ada, ben, sams_case):
    asked = Prepared(lambda user: User.objects.filter(pk=user).values("name"), user=UUIDField())
    assert asked.rows(user=ada.pk) == [(ada.name,)]
    assert asked.rows(user=ben.pk) == [(ben.name,)]
    assert asked.rows(user=UUID(int=0)) == []


def test_a_moment_is_asked_for_as_it_is_stored(ada):
    User.objects.filter(pk=ada.pk).update(last_login=now())
    before = Prepared(
        lambda at: User.objects.filter(last_login__lte=at).values("name"), at=DateTimeField()
    )
    assert before.rows(at=now()) == [(ada.name,)]
    assert before.rows(at=datetime(2000, 1, 1, tzinfo=UTC)) == []


def of_hers(user, at, day):
    cases = Case.objects.filter(pk__in=seen_by(user, at)).select_related("person")
    return cases.annotate(**at_hand(day)).defer("told")


def test_rows_of_a_model_are_those_that_its_query_gives(ada, ben, sams_case):
    note_crime(sams_case, category="theft", client_kind="harmed", by=ada)
    kinds = {"user": UUIDField(), "at": DateTimeField(), "day": DateField()}
    prepared = Prepared(of_hers, **kinds)
    for user in (ben, ada, ben, ada):
        asked = {"user": user.pk, "at": now(), "day": today()}
        assert state_of(prepared.models(**asked)) == state_of(of_hers(**asked))
    (case,) = prepared.models(user=ada.pk, at=now(), day=today())
    assert case.crime_links == [["theft", "harmed"]] and case.person.name == "Sam"


def test_each_thread_asks_on_a_connection_of_its_own(ada):
    prepared = Prepared(lambda user: User.objects.filter(pk=user), user=UUIDField())
    prepared.models(user=ada.pk)
    kept = prepared.composed[connection.vendor].compiler
    used = []
    with patch.object(_Again, "get_compiler", noting(_Again.get_compiler, used)):
        prepared.models(user=ada.pk)
    assert used[0] is not kept and used[0].connection is connections["default"]


def noting(get, used):
    def and_note(self, using):
        used.append(get(self, using))
        return used[-1]

    return and_note


def state_of(cases):
    """Everything that was read, what is sealed as it lies there."""
    return [[columns_of(one), columns_of(one.person)] for one in cases]


def columns_of(row):
    told = {name: value for name, value in row.__dict__.items() if name != "_state"}
    return {name: v.blob if isinstance(v, Sealed) else v for name, v in told.items()}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL is never asked")
def test_nobody_writes_to_find_out_what_sqlite_can():
    another = connections.create_connection("default")
    try:
        another.ensure_connection()
        with CaptureQueriesContext(another) as asked:
            assert another.features.supports_json_field
        assert not asked.captured_queries
        with another.cursor() as cursor:
            cursor.execute("SELECT json_group_array(json_array('theft', 'harmed'))")
            assert cursor.fetchone() == ('[["theft","harmed"]]',)
    finally:
        another.close()
