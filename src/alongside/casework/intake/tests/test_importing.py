"""A partner's file comes in: what fits is taken, what does not comes back with the reason."""

import csv
from itertools import count
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.casework.intake import importing
from alongside.casework.intake.importing import take_in
from alongside.casework.intake.maps import read_map
from alongside.casework.intake.models import Batch, Referral
from alongside.casework.people.models import Person
from alongside.foundation.audit.models import Entry
from alongside.foundation.imports.limits import FileRefused
from alongside.foundation.imports.rejects import Reasons, Rejects
from alongside.foundation.imports.tables import read_table

PLAN = """feed: partner
reference: "{ref}"
dates: "%d/%m/%Y"
fields:
  source: partner
  known_as: "{name}"
  birth_date: "{born}"
  address: "{street}, {town}"
  phone: "{phone}"
  crime: "{crime}"
  happened: "{happened}"
codes:
  crime:
    BURG: burglary
"""
HEADINGS = ["ref", "name", "born", "street", "town", "phone", "crime", "happened"]
HEAD = ",".join(HEADINGS) + "\n"
SAM = "1,Sam,08/03/1992,8 Mill Lane,,07700 900142,BURG,\n"
GOOD = HEAD + SAM + "2,Alex,,,Northgate,,,\n"
numbers = count(1)


@pytest.fixture
def plan(tmp_path):
    page = tmp_path / "partner.map.yaml"
    page.write_text(PLAN)
    return read_map(page)


@pytest.fixture
def take(plan, operator, tmp_path):
    def run(text, plan=plan, name="feed.csv", **more):
        path = tmp_path / name
        path.write_text(text)
        table = read_table(path)
        rejects = Rejects(tmp_path / f"back-{name}", of=table)
        tally = take_in(table, plan, rejects=rejects, by=operator, **more)
        rejects.close()
        return tally

    return run


@pytest.fixture
def why_not(take, tmp_path):
    """The reason for which a single row comes back."""

    def ask(row, **more):
        tally = take(HEAD + row, **more)
        if tally.taken:
            return None
        [back] = csv.DictReader((tmp_path / "back-feed.csv").read_text("utf-8-sig").splitlines())
        return back["reason"]

    return ask


def test_what_fits_is_taken(take):
    assert take(GOOD).taken == 2
    sam = Referral.objects.get(crime="burglary")
    assert sam.person.name == "Sam" and f"{sam.person.birth_date:%d %B %Y}" == "08 March 1992"
    assert sam.person.contact_points.get().state == "first_contact"
    assert (sam.source, sam.danger) == ("partner", "unknown") and sam.decide_by > sam.received_at
    assert sam.batch.taken == 2


def test_what_stood_between_empty_cells_goes_with_them(take):
    take(GOOD)
    addresses = {referral.person.address for referral in Referral.objects.all()}
    assert addresses == {"8 Mill Lane", "Northgate"}


def test_a_single_cell_is_kept_to_the_letter(take):
    take(HEAD + '3,Joan,,,,,,"He said:,, ""wait"",  twice,"\n')
    assert Referral.objects.get().happened == 'He said:,, "wait",  twice,'


def test_a_second_time_nothing_changes(take):
    take(GOOD)
    lines, people = Entry.objects.count(), Person.objects.count()
    again = take(GOOD)
    assert (again.taken, again.known, again.rejected) == (0, 2, 0)
    assert (Entry.objects.count(), Person.objects.count()) == (lines, people)
    assert Batch.objects.count() == 1


def test_of_a_longer_file_only_the_new_rows_are_taken(take):
    take(GOOD)
    longer = take(GOOD + "3,Joan,,,,,,\n")
    assert (longer.taken, longer.known) == (1, 2) and Referral.objects.count() == 3


def test_two_feeds_may_use_the_same_references(take, tmp_path):
    take(GOOD)
    other = read_map(tmp_path / "partner.map.yaml", "another")
    assert take(GOOD, plan=other).taken == 2


def test_a_dry_run_counts_and_changes_nothing(take):
    tally = take(GOOD, dry=True)
    assert tally.taken == 2 and tally.filled["known_as"] == 2 and tally.filled["crime"] == 1
    assert not Referral.objects.exists() and not Person.objects.exists()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",No reference,,,,,,", "no reference"),
        ("4,Joan,31/02/1990,,,,,", "“Born” is not a day"),
        ("5,Chidi,01/01/1800,,,,,", "“Born” cannot be right"),
        ("5,Chidi,01/01/2400,,,,,", "“Born” cannot be right"),
        ("6,,08/03/1992,8 Mill Lane,Northgate,,,", "nothing about a person"),
        ("7,Irina,,,,,ARSON?,", "a word under “Crime” that has no meaning here yet"),
        ("8,Too,,,,,,,many", "more cells than columns"),
        (f"9,{'x' * 121},,,,,,", "“Known as” is too long"),
        ("10,Rana", None),
        ("11,,,,,07700 900142,,", None),
    ],
)
def test_what_does_not_fit_comes_back_with_the_reason(why_not, row, reason):
    assert why_not(row + "\n") == reason


def test_a_reference_that_comes_twice_is_asked_about(take, why_not):
    twice = take(HEAD + SAM + SAM.replace("Sam", "Somebody else"))
    assert (twice.taken, twice.rejected) == (1, 1)
    assert Referral.objects.get().person.name == "Sam"


def test_a_mended_row_is_taken_by_the_same_map(take, tmp_path):
    take(HEAD + "4,Joan,31/02/1990,,,+44 7700 900142,,\n" + SAM)
    sent_back = (tmp_path / "back-feed.csv").read_text("utf-8-sig")
    assert "'+44" in sent_back
    assert take(sent_back.replace("31/02", "28/02"), name="mended.csv").taken == 1
    joan = Referral.objects.get(crime="").person
    assert joan.contact_points.get().value == "+44 7700 900142"


def test_a_file_without_the_columns_of_the_map_is_refused(take):
    with pytest.raises(FileRefused, match="has no column crime, happened, phone"):
        take("ref,name,born,street,town\n1,Sam,,,\n")


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(["1", "2", "3", ""]),
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=9),
            st.sampled_from(["", "08/03/1992", "8.3.92", "31/02/1990", "%d", "٠٨/٠٣/١٩٩٢"]),
            *[st.text("ab,;'\"\n =x", max_size=5)] * 5,
        ),
        max_size=8,
    )
)
def test_whatever_stands_in_the_cells_no_row_is_lost(plan, operator, tmp_path, rows, monkeypatch):
    monkeypatch.setattr(importing, "BATCH", 3)
    path = tmp_path / f"any-{next(numbers)}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *rows])
    table, reasons, before = read_table(path), Reasons(), Referral.objects.count()
    tally = take_in(table, plan, rejects=reasons, by=operator)
    said = sum(any(cell.strip() for cell in row) for row in rows)
    assert said == tally.rows == tally.taken + tally.known + tally.rejected
    assert Referral.objects.count() == before + tally.taken


def test_batches_that_were_interrupted_are_gone_on_with(take, monkeypatch):
    monkeypatch.setattr(importing, "BATCH", 1)
    received = importing.receive_batch

    def stop_at_the_second(*args, **kwargs):
        if Referral.objects.count():
            raise KeyboardInterrupt
        return received(*args, **kwargs)

    monkeypatch.setattr(importing, "receive_batch", stop_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        take(GOOD)
    monkeypatch.setattr(importing, "receive_batch", received)
    again = take(GOOD)
    assert (again.taken, again.known, Referral.objects.count()) == (1, 1, 2)


def test_two_who_take_in_the_same_file_at_once_do_not_double_it(take, monkeypatch):
    received, rivals = importing.receive_batch, iter([True])

    def somebody_was_faster(feed, arrivals, *, by):
        if next(rivals, False):
            received(feed, arrivals[:1], by=by)
        with transaction.atomic():
            return received(feed, arrivals, by=by)

    monkeypatch.setattr(importing, "receive_batch", somebody_was_faster)
    tally = take(GOOD)
    assert (tally.taken, tally.known, Referral.objects.count()) == (1, 1, 2)


def test_a_trouble_of_another_kind_is_not_hidden(take, monkeypatch):
    def broken(*args, by):
        raise IntegrityError(uuid4())

    monkeypatch.setattr(importing, "receive_batch", broken)
    with pytest.raises(IntegrityError):
        take(GOOD)
