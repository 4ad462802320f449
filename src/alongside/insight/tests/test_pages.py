"""Who reads the summary, who may take it out, and what leaves."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from alongside.casework.walls.commands import open_in_emergency, review_emergency
from alongside.foundation.accounts.models import Invitation
from alongside.foundation.audit.models import Entry
from alongside.foundation.clock import now
from alongside.insight.commands import AnotherPersonMust, ask_to_take_back, take_back
from alongside.insight.cut import Cut
from alongside.insight.models import Release
from alongside.insight.periods import Period

PAGE, FILE = "/summary/", "/summary/save/"
SUMMER = "2026-Q3"


def sent(client, period=SUMMER, kind="csv", **more):
    return client.post(FILE, {"period": period, "kind": kind, **more})


def saved(client, period=SUMMER, **more):
    answer = sent(client, period, **more)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def numbers_of(lines):
    return {tuple(line[:3]): line[3] for line in lines}


@pytest.fixture
def in_october(on):
    """A day on which the summer is over."""
    return lambda: on(10, 5)


def test_mona_reads_the_true_numbers(as_mona, on, take_on, speak):
    with on(7, 6):
        speak(take_on(crime="burglary"))
        page = as_mona.get(PAGE).content.decode()
    assert "Summary, July to September 2026" in page
    assert "This period has not ended." in page
    assert "Burglary" in page and "fewer than 5" not in page


def test_mona_is_offered_no_file_and_gets_none(as_mona, in_october):
    with in_october():
        assert FILE not in as_mona.get(PAGE, {"period": SUMMER}).content.decode()
        assert sent(as_mona).status_code == 403


def test_ada_ben_and_otto_are_refused(as_ada, as_ben, as_otto):
    for client in (as_ada, as_ben, as_otto):
        assert client.get(PAGE).status_code == 403
        assert sent(client).status_code == 403


@pytest.fixture
def a_summer(on, take_on, refer):
    """Six burglaries; eight hate crimes, one of them not through the police."""
    with on(7, 6):
        for _ in range(6):
            take_on(crime="burglary")
        refer(crime="hate_crime", source="self")
        for _ in range(7):
            refer(crime="hate_crime")


def test_what_leaves_tells_no_small_number(as_maja, a_summer, in_october):
    with in_october():
        numbers = numbers_of(saved(as_maja))
    table = "Referrals by crime and how they came"
    assert numbers[table, "Hate crime", "They came to us themselves"] == "fewer than 5"
    assert numbers[table, "Hate crime", "Total"] == "8"
    assert numbers[table, "Hate crime", "Police"] == "withheld"
    decided = "Referrals by decision and waiting time"
    assert numbers[decided, "Total", "Total"] == numbers[table, "Total", "Total"]
    assert not {"1", "2", "3", "4"} & {
        number for (name, *_), number in numbers.items() if name != "About"
    }


def test_the_sheets_tell_what_the_lines_tell(as_maja, a_summer, in_october):
    with in_october():
        lines = numbers_of(saved(as_maja))
        answer = sent(as_maja, kind="xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="summary-2026-Q3.xlsx"'
    book = load_workbook(io.BytesIO(answer.content))
    about = {row[0].value: row[1].value for row in book["About"].rows}
    assert about["Period"] == "July to September 2026"
    assert about["Counted on"] == "5 October 2026, 10:00"
    told = list(book["Referrals received"].values)
    start = next(
        n for n, row in enumerate(told) if row[0] == "Referrals by crime and how they came"
    )
    columns = [name for name in told[start + 1][1:] if name]
    rows = {row[0]: row[1:] for row in told[start + 2 : start + 5]}
    assert rows["Hate crime"][:3] == ("withheld", "fewer than 5", 8)
    for row, cells in rows.items():
        for column, cell in zip(columns, cells, strict=False):
            assert lines["Referrals by crime and how they came", row, column] == str(cell)


def test_only_what_may_leave_is_in_the_file(as_maja, a_summer, in_october):
    with in_october():
        tables = {line[0] for line in saved(as_maja)}
        page = as_maja.get(PAGE, {"period": SUMMER}).content.decode()
    assert "Referrals declined" in page and "Referrals declined, by reason" not in tables


def test_taking_it_out_leaves_a_line(as_maja, maja, in_october):
    with in_october():
        saved(as_maja)
    line = Entry.objects.get(verb="summary.exported")
    release = Release.objects.get()
    assert (line.actor, line.subject) == (maja.pk, f"insight.release:{release.pk}")


def test_neither_an_open_period_nor_single_days_nor_an_unknown_one_leave(as_maja, on, in_october):
    with on(7, 6):
        assert sent(as_maja).status_code == 302
        assert "has not ended" in as_maja.get(PAGE, {"period": SUMMER}).content.decode()
    with in_october():
        assert sent(as_maja, "2026-07-01..2026-09-29").status_code == 302
        for period in ("1999-Q1", "", "2026-Q5"):
            assert sent(as_maja, period).status_code == 404
        assert sent(as_maja, kind="exe").status_code == 404
    assert not Release.objects.exists()


def test_a_link_saves_nothing(as_maja):
    assert as_maja.get(FILE).status_code == 405


def test_of_two_files_that_overlap_the_second_is_not_made(as_maja, a_summer, in_october, homes):
    with in_october():
        saved(as_maja)
        for period, programme in (("2026-07", ""), ("2026-09", ""), (SUMMER, str(homes.pk))):
            answer = sent(as_maja, period, programme=programme)
            assert answer.status_code == 302
            said = as_maja.get(answer.url).content.decode()
            assert "A file has left already for July to September 2026" in said
        saved(as_maja, "2026-Q2")
    assert Release.objects.count() == 2


def test_the_same_cut_leaves_the_same_numbers_whatever_was_noted_since(
    as_maja, a_summer, in_october, on, refer
):
    with in_october():
        before = saved(as_maja)
    with on(7, 7):
        refer(crime="burglary")
    with in_october():
        assert saved(as_maja) == before


def test_to_take_a_file_back_takes_two(as_maja, as_mona, as_ada, maja, a_summer, in_october):
    with in_october():
        saved(as_maja)
        back = f"/summary/released/{Release.objects.get().pk}/back/"
        assert as_mona.post(back).status_code == 403, "who saves none asks for none back"
        assert "May these files be taken back?" not in as_mona.get(PAGE, {"period": SUMMER}).text
        as_maja.post(back)
        as_maja.post(back)
        with pytest.raises(AnotherPersonMust):
            take_back(Release.objects.get(), by=maja)
        assert "Agree to take it back" not in as_maja.get(PAGE, {"period": SUMMER}).text
        assert sent(as_maja, "2026-07").status_code == 302 and Release.objects.standing().exists()
        assert as_ada.post(back).status_code == 403
        assert "Taking back asked by Maja" in as_mona.get(PAGE, {"period": SUMMER}).text
        as_mona.post(back)
        assert not Release.objects.standing().exists()


def test_nobody_agrees_by_an_account_she_made(maja, mona, a_summer, as_maja, in_october):
    with in_october():
        saved(as_maja)
        release = ask_to_take_back(Release.objects.get(), by=maja)
        for user, maker in ((mona, maja), (maja, mona)):
            Invitation.objects.all().delete()
            made = {"user": user, "made_by": maker.pk, "digest": "1", "expires_at": now()}
            Invitation.objects.create(**made)
            with pytest.raises(AnotherPersonMust):
                take_back(release, by=mona)


def test_a_file_that_nobody_has_is_taken_back_and_made_anew(
    as_maja, as_mona, a_summer, in_october, on, refer
):
    with in_october():
        before = saved(as_maja)
        for client in (as_maja, as_mona):
            client.post(f"/summary/released/{Release.objects.get().pk}/back/")
    with on(7, 7):
        refer(crime="hate_crime")
    with in_october():
        assert saved(as_maja) != before
        assert saved(as_maja, "2026-Q2")
    assert Entry.objects.filter(verb="summary.taken_back").count() == 1


programmes = st.sampled_from([None, "homes", "court"])
cuts = st.builds(
    lambda first, days, programme, stream: Cut(
        Period(first, date.fromordinal(first.toordinal() + days)), programme, stream
    ),
    st.dates(date(2026, 1, 1), date(2026, 3, 1)),
    st.integers(0, 40),
    programmes,
    programmes,
)
rows = st.tuples(
    st.dates(date(2026, 1, 1), date(2026, 4, 10)),
    *[st.sampled_from([None, "homes", "court", "other"])] * 2,
)


def holds_row(cut, row):
    day, programme, stream = row
    fits = cut.programme in (None, programme) and cut.stream in (None, stream)
    return fits and cut.period.first <= day <= cut.period.last


@given(st.lists(cuts, max_size=8), st.lists(rows, max_size=8))
def test_no_row_is_ever_in_two_files_so_none_can_be_taken_from_another(asked, some):
    left = []
    for cut in asked:
        if not any(cut.meets(other) for other in left):
            left.append(cut)
    for row in some:
        assert sum(holds_row(cut, row) for cut in left) <= 1


def test_the_name_of_a_programme_cannot_become_a_formula(
    as_maja, operator, on, take_on, in_october
):
    from alongside.organisation.workforce.commands import add_programme

    names = ('=HYPERLINK("x")', "+1", "-1", "@sum", "\tx", " =1", "Zoë’s fund")
    with on(7, 6):
        for name in names:
            take_on(add_programme(name, by=operator))
    with in_october():
        answer, sheets = sent(as_maja), sent(as_maja, kind="xlsx")
    lines = csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))
    cells = {cell for line in lines for cell in line}
    assert {'\'=HYPERLINK("x")', "'+1", "'-1", "'@sum", "'\tx", "' =1", "Zoë’s fund"} <= cells
    assert answer.content.startswith(b"\xef\xbb\xbf")
    book = load_workbook(io.BytesIO(sheets.content))
    kinds = {c.value: c.data_type for row in book["Cases opened"].rows for c in row if c.value}
    assert {kinds[name] for name in names if name in kinds} == {"s"} and '=HYPERLINK("x")' in kinds


def test_a_quarter_of_last_year_and_a_month_can_be_chosen(as_mona, on):
    with on(10, 5):
        page = as_mona.get(PAGE, {"period": "2025-Q3"}).content.decode()
        assert "Summary, July to September 2025" in page and "Nothing to count" in page
        assert "Summary, February 2026" in as_mona.get(PAGE, {"period": "2026-02"}).content.decode()
        unknown = as_mona.get(PAGE, {"period": "2031-Q9"}).content.decode()
        days = as_mona.get(PAGE, {"first": "5 July 2026", "last": "1 August 2026"}).content.decode()
        wrong = as_mona.get(PAGE, {"first": "5 July 2026"}).content.decode()
        turned = as_mona.get(PAGE, {"first": "5 July 2026", "last": "1 May 2026"}).content.decode()
    assert "Summary, October to December 2026" in unknown
    assert "Summary, 5 July 2026 to 1 August 2026" in days
    assert "Give both days" in wrong and "not before the first" in turned


def test_not_even_before_the_day_of_its_review(as_maja, ben, take_on, on):
    with on(9, 30, 23):
        open_in_emergency(take_on(), reason="He is at the door.", by=ben)
    with on(10, 1, 8):
        page = as_maja.get(PAGE, {"period": SUMMER}).content.decode()
        assert "one emergency access waits for its review" in page and FILE not in page


def test_a_period_with_an_unanswered_emergency_does_not_leave(
    as_maja, maja, ben, take_on, on, in_october
):
    with on(7, 6):
        access = open_in_emergency(take_on(), reason="He is at the door.", by=ben)
    with in_october():
        page = as_maja.get(PAGE, {"period": SUMMER}).content.decode()
        assert "one emergency access waits for its review" in page and FILE not in page
        assert sent(as_maja).status_code == 302
        review_emergency(access, finding="right", found="", by=maja)
        assert saved(as_maja)
