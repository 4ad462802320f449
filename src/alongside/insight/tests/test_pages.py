"""Who reads the summary, who may take it out, and what leaves."""

import csv
import io

from alongside.casework.walls.commands import open_in_emergency, review_emergency
from alongside.foundation.audit.models import Entry

PAGE, FILE = "/summary/", "/summary/csv/"


def saved(client, period="2026-Q4"):
    answer = client.post(FILE, {"period": period})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_mona_reads_the_true_numbers(as_mona, on, take_on, speak):
    with on(10, 5):
        speak(take_on(crime="burglary"))
        page = as_mona.get(PAGE).content.decode()
    assert "Summary, October to December 2026" in page
    assert "This period has not ended." in page
    assert "Burglary" in page and "fewer than 5" not in page.replace("“fewer than 5”", "")


def test_mona_is_offered_no_file_and_gets_none(as_mona, on):
    with on(10, 5):
        assert FILE not in as_mona.get(PAGE).content.decode()
        assert as_mona.post(FILE, {"period": "2026-Q4"}).status_code == 403


def test_ada_ben_and_otto_are_refused(as_ada, as_ben, as_otto):
    for client in (as_ada, as_ben, as_otto):
        assert client.get(PAGE).status_code == 403
        assert client.post(FILE, {"period": "2026-Q4"}).status_code == 403


def test_what_leaves_tells_no_small_number(as_maja, on, take_on, refer):
    with on(10, 5):
        for _ in range(6):
            take_on(crime="burglary")
        refer(crime="hate_crime", source="self")
        for _ in range(7):
            refer(crime="hate_crime")
        lines = saved(as_maja)
    numbers = {tuple(line[:3]): line[3] for line in lines}
    table = "Referrals by crime and how they came"
    assert numbers[table, "Hate crime", "They came to us themselves"] == "fewer than 5"
    assert numbers[table, "Hate crime", "Total"] == "8"
    assert numbers[table, "Hate crime", "Police"] == "withheld"
    assert numbers["Referrals received", "Total", ""] == numbers[table, "Total", "Total"]
    assert not {"1", "2", "3", "4"} & {
        number for (name, *_), number in numbers.items() if name != "About"
    }


def test_taking_it_out_leaves_a_line(as_maja, maja, on):
    with on(10, 5):
        saved(as_maja)
    line = Entry.objects.get(verb="summary.exported")
    assert (line.actor, line.subject) == (maja.pk, f"accounts.user:{maja.pk}")


def test_no_month_leaves_and_no_unknown_period(as_maja, on):
    with on(10, 5):
        for period in ("2026-10", "1999-Q1", ""):
            assert as_maja.post(FILE, {"period": period}).status_code == 404
    assert not Entry.objects.filter(verb="summary.exported").exists()


def test_a_link_saves_nothing(as_maja):
    assert as_maja.get(FILE).status_code == 405


def test_the_name_of_a_programme_cannot_become_a_formula(as_maja, operator, on, take_on):
    from alongside.organisation.workforce.commands import add_programme

    with on(10, 5):
        for name in ('=HYPERLINK("x")', "+1", "-1", "@sum", "\tx", " =1", "Zoë’s fund"):
            take_on(add_programme(name, by=operator))
        answer = as_maja.post(FILE, {"period": "2026-Q4"})
    cells = {cell for line in saved_lines(answer) for cell in line}
    assert {'\'=HYPERLINK("x")', "'+1", "'-1", "'@sum", "'\tx", "' =1", "Zoë’s fund"} <= cells
    assert answer.content.startswith(b"\xef\xbb\xbf")


def saved_lines(answer):
    return csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))


def test_a_quarter_of_last_year_and_a_month_can_be_chosen(as_mona, on):
    with on(10, 5):
        page = as_mona.get(PAGE, {"period": "2025-Q3"}).content.decode()
        assert "Summary, July to September 2025" in page and "Nothing to count" in page
        assert "Summary, February 2026" in as_mona.get(PAGE, {"period": "2026-02"}).content.decode()
        unknown = as_mona.get(PAGE, {"period": "2031-Q9"}).content.decode()
    assert "Summary, October to December 2026" in unknown


def test_a_period_with_an_unanswered_emergency_does_not_leave(as_maja, maja, ben, take_on, on):
    with on(10, 5):
        access = open_in_emergency(take_on(), reason="He is at the door.", by=ben)
        assert saved(as_maja), "it may still be answered in time"
    with on(10, 7):
        assert "one emergency access waits for its review" in as_maja.get(PAGE).content.decode()
        assert FILE not in as_maja.get(PAGE).content.decode()
        assert as_maja.post(FILE, {"period": "2026-Q4"}).status_code == 302
        review_emergency(access, finding="right", found="", by=maja)
        assert saved(as_maja)
