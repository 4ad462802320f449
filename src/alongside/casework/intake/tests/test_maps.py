"""A map that does not fit is refused with file and line, before any row is read."""

import pytest

from alongside.casework.intake.maps import read_map
from alongside.casework.intake.reasons import Rejected
from alongside.casework.intake.rows import day_of
from alongside.foundation.imports.tables import Row
from alongside.foundation.packs.schema import PackError
from alongside.organisation.workforce.commands import add_programme

GOOD = """feed: partner
reference: "{year}-{ref}"
dates: "%Y%m%d"
fields:
  source: "{how}"
  known_as: "{name}"
  programme: "{service}"
  danger: "{risk}"
  birth_date: "{born}"
codes:
  source: {"": partner, POL: police}
  programme: {OUT: Outreach}
  danger: {"1": standard, "2": raised}
"""


@pytest.fixture
def outreach(operator):
    return add_programme("Outreach", by=operator)


@pytest.fixture
def read(tmp_path, outreach):
    def of(text=GOOD, **more):
        path = tmp_path / "partner.map.yaml"
        path.write_text(text)
        return read_map(path, **more)

    return of


def row(**cells):
    columns = dict.fromkeys(("year", "ref", "how", "name", "service", "risk", "born"), "")
    return Row(2, [], {**columns, "name": "Sam", **cells}, False)


def test_it_says_which_columns_it_reads(read):
    assert read().columns() == {"year", "ref", "how", "name", "service", "risk", "born"}


def test_a_feeds_words_become_our_codes(read, outreach):
    told = read().arrival(row(how="POL", risk="2", service="OUT", born="19920308")).referral
    assert told == {"source": "police", "danger": "raised", "programme": outreach}


def test_a_code_of_ours_needs_no_map(read, outreach):
    told = read().arrival(row(how="self", risk="high", service="Outreach")).referral
    assert told == {"source": "self", "danger": "high", "programme": outreach}


def test_no_word_at_all_may_mean_something(read):
    assert read().arrival(row()).referral == {"source": "partner"}


def test_without_a_source_a_row_comes_back(read):
    plan = read(GOOD.replace('"": partner, ', ""))
    with pytest.raises(Rejected, match="no word on how it came"):
        plan.arrival(row())


def test_what_is_said_of_everybody_says_nothing_of_anybody(read):
    plan = read(GOOD.replace("fields:\n", "fields:\n  happened: Referred by our partner.\n"))
    assert plan.arrival(row()).referral["happened"] == "Referred by our partner."
    with pytest.raises(Rejected, match="nothing about a person"):
        plan.arrival(row(name=""))


def test_a_reference_may_be_made_of_several_columns(read):
    assert read().reference_of(row(year="2026", ref="17")) == "2026-17"


def test_a_missing_digit_is_not_guessed(read):
    with pytest.raises(Rejected, match="is not a day"):
        read().arrival(row(born="1915111"))
    assert day_of("1/2/1990", "%d/%m/%Y").isoformat() == "1990-02-01"


def test_the_feed_may_be_named_outside_the_map(read):
    assert read(feed="partner-north").feed == "partner-north"


@pytest.mark.parametrize(
    ("was", "becomes", "reason"),
    [
        ("  known_as", "  nickname", "line 6: `nickname` is not a field, only: address"),
        ('  source: "{how}"\n', "", "line 5: `source` is missing"),
        ('source: "{how}"', "source: neighbour", "line 5: expected one of: police"),
        ('"{service}"', "Housing", "line 7: expected one of: Outreach"),
        ('"{risk}"', '"{risk"', "line 8: a column stands in a pair of braces"),
        ('"{year}-{ref}"', "ref", "line 2: expected a column in braces"),
        ("%Y%m%d", "DD/MM/YYYY", "line 3: expected how a day is written"),
        ("%Y%m%d", "%d %B", "line 3: expected how a day is written"),
        ("POL: police", "POL: constable", "line 11: expected one of: police"),
        ("OUT: Outreach", "OUT: Housing", "line 12: expected one of: Outreach"),
        ("POL: police", "POL: police, POL: self", "line 11: expected a word, and each"),
        ('{"1": standard, "2": raised}', "high", "line 13: expected lines of"),
        ("  danger: {", "  known_as: {", "line 13: `known_as` takes no codes"),
        ("feed: partner", "feed: " + "x" * 61, "line 1: the name of a feed"),
        ("feed: partner\n", "", "`feed` is missing"),
        ("codes:", "code:", "line 10: `code` is not known here"),
        ("feed: partner", "feed: [", "line 3: (did not find )?expected ',' or"),
    ],
)
def test_what_does_not_fit_is_told_with_its_line(read, was, becomes, reason):
    assert was in GOOD
    with pytest.raises(PackError, match=reason) as refused:
        read(GOOD.replace(was, becomes, 1))
    assert "partner.map.yaml" in str(refused.value)
