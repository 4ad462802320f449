"""A partner's file comes in: what fits is taken, what does not comes back with the reason."""

import csv

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.casework.intake import importing
from alongside.casework.intake.importing import take_in
from alongside.casework.intake.maps import read_map
from alongside.casework.intake.models import Referral
from alongside.foundation.imports.rejects import Rejects
from alongside.foundation.imports.tables import FileRefused, Table, read_table
from alongside.foundation.packs.schema import PackError

PLAN = """feed: partner
reference: "{ref}"
dates: "%d/%m/%Y"
fields:
  source: partner
  known_as: "{name}"
  birth_date: "{born}"
  phone: "{phone}"
  crime: "{crime}"
codes:
  crime:
    BURG: burglary
"""
HEADINGS = ["ref", "name", "born", "phone", "crime"]


@pytest.fixture
def plan(tmp_path):
    page = tmp_path / "partner.map.yaml"
    page.write_text(PLAN)
    return read_map(page)


@pytest.fixture
def take(plan, operator, tmp_path):
    def run(text, **more):
        path = tmp_path / "feed.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        table = read_table(path)
        rejects = Rejects(tmp_path / "back.csv", of=table)
        tally = take_in(table, plan, rejects=rejects, by=operator, **more)
        rejects.close()
        return tally

    return run


def reasons(tmp_path):
    lines = (tmp_path / "back.csv").read_text("utf-8-sig").splitlines()
    return [row["reason"] for row in csv.DictReader(lines)]


GOOD = "ref,name,born,phone,crime\n1,Sam,08/03/1992,07700 900142,BURG\n2,Alex,,,\n"


def test_what_fits_is_taken(take):
    assert take(GOOD).taken == 2
    sam = Referral.objects.get(crime="burglary")
    assert sam.person.name == "Sam" and sam.person.contact_points.get().state == "first_contact"


def test_a_second_time_nothing_changes(take):
    take(GOOD)
    again = take(GOOD + "3,Joan,,,\n")
    assert (again.taken, again.known) == (1, 2) and Referral.objects.count() == 3


def test_a_dry_run_counts_and_changes_nothing(take):
    assert take(GOOD, dry=True).taken == 2
    assert not Referral.objects.exists()


def test_what_does_not_fit_comes_back_with_the_reason(take, tmp_path):
    tally = take(
        GOOD
        + "1,Sam again,,,\n,No reference,,,\n4,Joan,31/02/1990,,\n5,Chidi,01/01/1800,,\n"
        + "6,,,,\n7,Irina,,,ARSON?\n8,Too,many,cells,here,\n9,Rana,,,BURG,surplus\n"
    )
    assert tally.taken == 2 and tally.rejected == 8
    assert set(reasons(tmp_path)) == {
        "the same reference stands in this file before",
        "no reference",
        "`birth_date` is not a day",
        "`birth_date` cannot be right",
        "nothing about a person",
        "a word for `crime` that the map does not know",
        "more cells than columns",
    }


def test_a_rejected_formula_is_text_again(take, tmp_path):
    take("ref,name,born,phone,crime\n,=HYPERLINK(),,,\n")
    assert "'=HYPERLINK()" in (tmp_path / "back.csv").read_text()


def test_other_encodings_and_delimiters(take):
    text = "ref;name;born;phone;crime\n1;Zoë;;;\n"
    assert take(text.encode("cp1252")).taken == 1
    assert Referral.objects.get().person.name == "Zoë"
    assert take(text.replace("1;", "2;").encode("utf-16")).taken == 1
    assert take("\ufeff" + text.replace(";", "\t").replace("1\t", "3\t")).taken == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"ref,ref\n", "names a column twice"),
        (b"ref,name\n1,\x00\n", "NUL"),
        (b"ref,name\n1,Sam\n", "has no column born, crime, phone"),
        (",".join(f"c{n}" for n in range(300)).encode(), "more than 200 columns"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(take, content, reason):
    with pytest.raises(FileRefused, match=reason):
        take(content)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("  nickname: x\n", "line 10: `nickname` is not a field"),
        ("feed: again\n", "a second time"),
        ("surprise: yes\n", "`surprise` is not known here"),
    ],
)
def test_a_map_that_does_not_fit_is_refused_with_its_line(tmp_path, line, reason):
    page = tmp_path / "broken.map.yaml"
    head, _, tail = PLAN.partition("codes:")
    page.write_text(head + line + "codes:" + tail if line[0] == " " else PLAN + line)
    with pytest.raises(PackError, match=reason):
        read_map(page)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None
)
@given(
    rows=st.lists(
        st.fixed_dictionaries({name: st.text(max_size=12) for name in HEADINGS}), max_size=8
    )
)
def test_whatever_stands_in_the_cells_no_row_is_lost(plan, operator, tmp_path, rows, monkeypatch):
    monkeypatch.setattr(importing, "BATCH", 3)
    Referral.objects.all().delete()
    table = Rows(HEADINGS, rows)
    rejects = Rejects(tmp_path / "any.csv", HEADINGS)
    tally = take_in(table, plan, rejects=rejects, by=operator)
    rejects.close()
    assert tally.rows == len(rows) == tally.taken + tally.known + tally.rejected
    assert Referral.objects.count() == tally.taken


class Rows(Table):
    """A table that was never a file."""

    def __init__(self, headings, rows):
        object.__setattr__(self, "headings", headings)
        object.__setattr__(self, "given", rows)

    def rows(self):
        yield from enumerate(self.given, start=2)


def test_the_command_tells_counts_and_no_names(monkeypatch, tmp_path, operator, capsys):
    from click.testing import CliRunner

    from alongside.config import setup
    from alongside.config.importing import imports

    monkeypatch.setattr(setup, "wake", lambda: None)
    (tmp_path / "feed.csv").write_text(GOOD + ",Nobody,,,\n")
    (tmp_path / "map.yaml").write_text(PLAN)
    told = CliRunner().invoke(
        imports, ["referrals", str(tmp_path / "feed.csv"), "--map", str(tmp_path / "map.yaml")]
    )
    assert "3 rows: 2 taken, 0 already here, 1 rejected." in told.output, told.exception
    assert "Sam" not in told.output and (tmp_path / "feed.rejects.csv").exists()


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
