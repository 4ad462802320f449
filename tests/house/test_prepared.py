"""A question that is composed once asks with each reader's own values, or is refused."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.db.models import DateTimeField, UUIDField
from hypothesis import given
from hypothesis import strategies as some

from alongside.casework.cases.models import SEEN_BY, Allocation, seen_by
from alongside.foundation.accounts.models import User
from alongside.foundation.clock import now, today
from alongside.foundation.prepared import NotPrepared, Prepared

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
