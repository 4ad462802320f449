"""A partner sends a file as her spreadsheet saved it, and it is read or refused in words."""

import csv
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.foundation.imports import limits
from alongside.foundation.imports.limits import FileRefused
from alongside.foundation.imports.tables import read_table

any_cell = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
in_one_folder = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=timedelta(seconds=2),
    max_examples=60,
)


@pytest.fixture
def table(tmp_path):
    def make(content):
        path = tmp_path / "feed.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_table(path)

    return make


@pytest.fixture
def rows(table):
    return lambda content: [row.named for row in table(content).rows()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_encoding_and_delimiter_are_found_out(rows, encoding, sign):
    content = f"ref{sign}name\r\n1{sign}Zoë\r\n".encode(encoding)
    assert rows(content) == [{"ref": "1", "name": "Zoë"}]


def test_a_delimiter_inside_a_quoted_heading_is_no_delimiter(rows):
    assert rows('"name, first, last";ref\n"Haddad, Sam";1\n') == [
        {"name, first, last": "Haddad, Sam", "ref": "1"}
    ]


def test_spaces_around_cells_and_rows_without_words_are_nothing(rows):
    assert rows("ref, name\n\n , \n 1 , Sam \n\n") == [{"ref": "1", "name": "Sam"}]


def test_a_short_row_ends_in_empty_cells_and_a_long_one_is_marked(table):
    short, long, blank = table("ref,name\n1\n2,Sam,more\n3,Alex,,\n").rows()
    assert short.named == {"ref": "1", "name": ""} and not short.surplus
    assert long.surplus and long.cells == ["2", "Sam", "more"]
    assert not blank.surplus


def test_a_column_without_a_heading_does_no_harm(table):
    [row] = table("ref,name,\n1,Sam,seen twice\n").rows()
    assert row.named["name"] == "Sam" and not row.surplus


def test_a_row_is_known_by_the_line_on_which_it_begins(table):
    first, second = table('ref,note\n1,"two\nlines"\n2,one\n').rows()
    assert (first.line, second.line) == (2, 4)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"\n , \n", "is empty"),
        (b"ref,ref\n", "names a column twice: ref"),
        (b"ref,name\n1,\x00\n", "NUL"),
        (b"PK\x03\x04\x81\x8d\x00", "is not the text it is called"),
        (b"ref\n\x81\x01\n", "is not text"),
        (b"\xff\xfer", "is not text"),
        (",".join(f"c{n}" for n in range(201)), "more than 200 columns"),
        ("ref,note\n1," + "x" * 20_001, "line 2: a cell is longer than 20000"),
        ('ref,note\n1,fine\n2,"open\n3,lost\n', "line 3: a quotation mark"),
        ('ref,note\n1,"a"b\n', "line 2: a quotation mark"),
        ("x" * 200_000, "a cell is longer|a quotation mark"),
    ],
)
def test_what_is_no_table_is_refused_in_words(table, content, reason):
    with pytest.raises(FileRefused, match=reason):
        list(table(content).rows())


def test_too_large_a_file_is_refused(table, monkeypatch):
    monkeypatch.setattr(limits, "LARGEST_FILE", 10)
    with pytest.raises(FileRefused, match="split it"):
        table("ref,name\n1,Sam\n")


def test_too_many_rows_are_refused(table, monkeypatch):
    monkeypatch.setattr(limits, "MOST_ROWS", 2)
    assert len(list(table("ref\n1\n2\n").rows())) == 2
    with pytest.raises(FileRefused, match="more than 2 rows"):
        list(table("ref\n1\n2\n3\n").rows())


@in_one_folder
@given(st.lists(st.lists(any_cell, min_size=3, max_size=3), max_size=6))
def test_whatever_a_spreadsheet_holds_every_row_is_read(tmp_path, cells):
    path = tmp_path / "any.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([["a", "b", "c"], *cells])
    read = [row.cells for row in read_table(path).rows()]
    assert read == [row for row in cells if any(cell.strip() for cell in row)]


@in_one_folder
@given(st.binary(max_size=200))
def test_whatever_bytes_come_they_are_read_or_refused(tmp_path, content):
    path = tmp_path / "any.csv"
    path.write_bytes(content)
    try:
        assert all(len(row.named) <= len(row.cells) + 200 for row in read_table(path).rows())
    except FileRefused as refused:
        assert "any.csv" in str(refused)
