"""Rules about contact points as people might tell them, and moments at which somebody asks."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as some

from alongside.casework.people.models import ContactPoint
from alongside.casework.people.safe_contact import Circumstances
from alongside.casework.people.windows import ANY_TIME

LONDON = ZoneInfo("Europe/London")
DANGERS = ("unknown", "standard", "raised", "high")
KINDS = ("mobile", "landline", "email", "post", "professional")
PHONES = ("mobile", "landline", "professional")
ZONES = ("", "", "", "Europe/Madrid", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe")
CLOCKS_CHANGE = [
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    datetime(2027, 3, 28, 0, 30, tzinfo=UTC),
    datetime(2027, 3, 14, 6, 30, tzinfo=UTC),
]

minutes = some.integers(0, 24 * 60 - 1)
near_a_change = some.builds(
    lambda change, minute: change + timedelta(minutes=minute),
    some.sampled_from(CLOCKS_CHANGE),
    some.integers(-240, 240),
)
any_moment = some.datetimes(
    min_value=datetime(2025, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2029, 1, 1),  # noqa: DTZ001
    timezones=some.just(UTC),
)
moments = some.one_of(any_moment, near_a_change)
circumstances = some.builds(
    Circumstances,
    some.sampled_from(DANGERS),
    some.frozensets(some.sampled_from(("domestic_abuse", "burglary", "hate_crime")), max_size=2),
    some.sampled_from((*(False,) * 6, True)),
    some.sampled_from((*(False,) * 11, True)),
)


@some.composite
def windows(draw):
    start, end = sorted([draw(minutes), draw(minutes)])
    clock = [f"{minute // 60:02}:{minute % 60:02}" for minute in (start, end)]
    return {"day": draw(some.integers(0, 6)), "from": clock[0], "to": clock[1]}


@some.composite
def rules(draw):
    """A contact point, the circumstances of its case, and a moment: most of them nearly safe."""
    at = draw(moments)
    days_ago = some.integers(-3, 400).map(lambda days: at.date() - timedelta(days=days))
    lately = some.integers(0, 12).map(lambda days: at.date() - timedelta(days=days))
    rarely = some.sampled_from((None, None, None, at - timedelta(hours=3), at - timedelta(days=9)))
    point = ContactPoint(
        kind=draw(some.sampled_from(KINDS)),
        state=draw(some.sampled_from(("unknown", "first_contact", "safe", "safe", "unsafe"))),
        availability=draw(some.sampled_from((*("can_be_used",) * 6, "prison", "phone_taken"))),
        use=draw(some.sampled_from(("calls", "calls", "both", "texts"))),
        windows=draw(some.lists(windows(), max_size=6) | some.just(ANY_TIME)),
        zone=draw(some.sampled_from(ZONES)),
        confirmed_on=draw(some.none() | days_ago | lately),
        ended_on=draw(some.sampled_from((None, None, None, at.date(), at.date() + timedelta(3)))),
        doubted_at=draw(rarely),
        tries=draw(some.integers(0, 6)),
    )
    return point, draw(circumstances), at
