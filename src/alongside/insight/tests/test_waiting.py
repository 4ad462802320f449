"""How long people wait from their referral to the first time that somebody speaks with them."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from alongside.casework.cases.commands import make_sensitive
from alongside.casework.intake.commands import accept_referral
from alongside.casework.walls.commands import raise_wall
from alongside.foundation.accounts.models import User
from alongside.insight.cut import Cut, own_lists
from alongside.insight.leaving import tables_of
from alongside.insight.periods import of_months
from alongside.insight.queries import Waits, summary_of

AUTUMN = Cut(of_months(date(2026, 10, 1), 3))


def told():
    return summary_of(AUTUMN, own_lists()).counted["first_talk"]


def referred_and_spoken_with(on, refer, speak, ada, mona, days):
    with on(10, 5):
        referral = refer()
    with on(10, 6):
        particulars = {"worker": ada, "programme": None, "stream": None}
        case = accept_referral(referral, **particulars, client_kind="harmed", by=mona)
        speak(case, reached="no_answer")
    if days is not None:
        with on(10, 5 + days):
            speak(case)
    return case


def test_the_wait_runs_from_the_referral_to_the_first_conversation(on, refer, speak, ada, mona):
    for days in (1, 2, 9, None):
        case = referred_and_spoken_with(on, refer, speak, ada, mona, days)
    counted = told()
    assert (counted.total, counted.waits.median, counted.waits.longest) == (4, 2, 9)
    assert [counted.of(code) for code in ("within_day", "within_three", "longer", "not_yet")] == [
        1,
        1,
        1,
        1,
    ]
    with on(10, 20):
        speak(case)
    assert (told().waits.median, told().waits.longest) == (5.5, 15)


def test_a_file_for_few_and_a_wall_count_and_lead_nowhere(as_mona, on, refer, speak, ada, mona):
    case = referred_and_spoken_with(on, refer, speak, ada, mona, 3)
    with on(10, 8):
        make_sensitive(case, readers=User.objects.none(), by=mona)
        raise_wall(case.person, user=mona, reason="Her cousin", by=ada)
        asked = {"period": "2026-Q4"}
        read = as_mona.get("/summary/", asked).content.decode()
        page = as_mona.get("/summary/behind/", asked | {"figure": "first_talk"})
    assert told().waits.longest == 3
    assert "the longest 3 days" in read
    assert case.code not in page.content.decode()


def test_nobody_waited_and_nothing_is_said(on):
    assert told().waits is None


def test_it_does_not_leave_the_house(on, refer, speak, ada, mona):
    referred_and_spoken_with(on, refer, speak, ada, mona, 3)
    titles = {table["figure"] for table in tables_of(summary_of(AUTUMN, own_lists()))}
    assert "Cases opened" in titles
    assert not {"From referral to first conversation", "Hours of contact"} & titles


@given(st.lists(st.integers(0, 400), min_size=1))
def test_as_many_wait_longer_than_the_median_as_shorter(days):
    waits = Waits(days)
    shorter = sum(each < waits.median for each in days)
    longer = sum(each > waits.median for each in days)
    assert max(shorter, longer) <= len(days) / 2
    assert waits.median <= waits.longest
