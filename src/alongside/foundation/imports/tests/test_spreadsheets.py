"""A partner sends a spreadsheet: days are days, nothing is computed, and a bomb stays packed."""

import io
import tracemalloc
import zipfile
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.imports import limits
from alongside.foundation.imports.limits import FileRefused
from alongside.foundation.imports.sources import Source
from alongside.foundation.imports.tables import read_table
from alongside.foundation.imports.tests.sheets import rebuilt, sheet, with_words_apart
from alongside.foundation.imports.tests.test_tables import in_one_folder

HEAD = ("ref", "name", "born")
WHOLE = sheet(HEAD, (1, "Sam", date(1992, 3, 8)))
SHEET = "xl/worksheets/sheet1.xml"


def read(content, name="feed.xlsx"):
    table = read_table(Source(name, content))
    return [list(row.named.values()) for row in table.rows()]


def refused(content, name="feed.xlsx"):
    with pytest.raises(FileRefused) as told:
        read(content, name)
    return str(told.value)


def test_a_day_is_a_day_whatever_it_looks_like():
    half_past = datetime(2026, 4, 3, 10, 30)  # noqa: DTZ001 - a spreadsheet knows no zones
    days = (date(2026, 4, 3), half_past, time(10, 30))
    assert read(sheet(("a", "b", "c"), days)) == [["2026-04-03", "2026-04-03 10:30", "10:30:00"]]


@pytest.mark.parametrize("shuffled", [list, sorted, lambda words: words[::-1]])
def test_words_that_lie_apart_are_found_in_whatever_order_the_sheet_was_sorted(shuffled):
    rows = [[str(n), f"Sam & {n}", "Burglary"] for n in range(9000)]
    assert read(with_words_apart(HEAD, *rows, shuffled=shuffled)) == rows


def test_a_cell_that_points_past_all_words_is_refused():
    content = with_words_apart(HEAD, ["1", "Sam", "2"])
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        cells = book.read(SHEET).replace(b"<v>5</v>", b"<v>77</v>")
    assert "cannot be read" in refused(rebuilt(content, {SHEET: cells}))


def test_numbers_and_ticks_are_what_somebody_would_have_typed():
    cells = (7700900142, 12.0, 2.5, True, "  Sam ")
    assert read(sheet(tuple("abcde"), cells)) == [["7700900142", "12", "2.5", "yes", "Sam"]]


def test_rows_are_counted_as_the_spreadsheet_counts_them():
    content = sheet(("Referrals of November",), (), HEAD, (1, "Sam", None), (), (2, "Joan", None))
    table = read_table(Source("feed.xlsx", content))
    assert table.headings == list(HEAD) and [row.line for row in table.rows()] == [4, 6]


def test_a_text_that_looks_like_a_formula_is_text():
    def as_text(workbook):
        workbook.active["B2"].data_type = "s"

    assert read(sheet(("ref", "name"), (1, "=cmd"), change=as_text)) == [["1", "=cmd"]]


def test_a_formula_is_neither_computed_nor_passed_over():
    told = refused(sheet(("ref", "name"), (1, "=CONCAT(A1,A2)")))
    assert "row 2: a formula" in told and "CONCAT" not in told


def test_of_several_sheets_nobody_guesses_and_hidden_lists_do_not_count():
    def more(state):
        def change(workbook):
            other = workbook.create_sheet("Lists")
            other.append(("theft", "burglary"))
            other.sheet_state = state

        return change

    row = (1, "Sam", None)
    assert "2 sheets with rows" in refused(sheet(HEAD, row, change=more("visible")))
    assert read(sheet(HEAD, row, change=more("hidden"))) == [["1", "Sam", ""]]


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "feed.xlsx", "password"),
        (WHOLE, "feed.xlsm", "may hold macros"),
        (rebuilt(WHOLE, {"xl/vbaProject.bin": b"x"}), "feed.xlsx", "holds macros"),
        (WHOLE, "feed.csv", "name it .xlsx"),
        (b"ref,name\n1,Sam\n", "feed.xlsx", "not a whole spreadsheet"),
        (b"%PDF-1.7", "feed.csv", "is no table"),
        (b"  <!DOCTYPE html><table>", "feed.csv", "is no table"),
        (WHOLE[:-30], "feed.xlsx", "cannot be read"),
        (rebuilt(WHOLE, {"xl/workbook.xml": None}), "feed.xlsx", "cannot be read"),
        (rebuilt(WHOLE, {SHEET: b"<sheet"}), "feed.xlsx", "spreadsheet"),
        (rebuilt(WHOLE, {"xl/workbook.xml": b"<a/>"}), "feed.xlsx", "is empty"),
        (rebuilt(WHOLE, {}, compression=zipfile.ZIP_LZMA), "feed.xlsx", "cannot be read"),
        (sheet(HEAD, ("x" * 20_001, "", "")), "feed.xlsx", "longer than 20000"),
        (sheet(HEAD, [*[None] * 401, "far out"]), "feed.xlsx", "more than 200 columns"),
        (sheet(), "feed.xlsx", "is empty"),
        (sheet((1, "sam@example.org", "x")), "feed.xlsx", "no line that names the columns"),
    ],
)
def test_what_is_no_table_is_refused_in_words(content, name, reason):
    assert reason in refused(content, name)


def bomb(parts, size=150_000_000):
    return rebuilt(WHOLE, {p: b" " * size for p in parts}, compression=zipfile.ZIP_DEFLATED)


@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "xl/styles.xml", "any.bin"])
def test_a_bomb_is_seen_before_it_is_unpacked(part):
    content = bomb([part])
    assert len(content) < 200_000
    tracemalloc.start()
    try:
        assert "unpacks into far more" in refused(content)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_many_small_parts_are_a_bomb_too():
    parts = {f"xl/media/{n}": b"" for n in range(limits.MOST_PARTS)}
    assert "unpacks into far more" in refused(rebuilt(WHOLE, parts))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_that_would_unfold_are_refused(encoding):
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    xml = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><worksheet>&l9;</worksheet>'
    told = refused(rebuilt(WHOLE, {SHEET: xml.encode(encoding)}))
    assert "declarations that no table needs" in told


def test_a_row_at_the_end_of_the_world_does_not_fill_the_space_before_it():
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
        xml = archive.read(SHEET).decode()
    far = '<row r="999999999"><c r="A999999999"><v>1</v></c></row></sheetData>'
    told = refused(rebuilt(WHOLE, {SHEET: xml.replace("</sheetData>", far)}))
    assert "too many rows" in told


@in_one_folder
@given(st.data())
def test_whatever_is_broken_in_it_it_is_read_or_refused(tmp_path, data):
    content = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert len(read(bytes(content))) <= 1
    except FileRefused as told:
        assert "feed.xlsx" in str(told)


@in_one_folder
@given(st.binary(max_size=300))
def test_whatever_stands_in_the_sheets_part_it_is_read_or_refused(tmp_path, junk):
    try:
        read(rebuilt(WHOLE, {SHEET: b"<worksheet>" + junk + b"</worksheet>"}))
    except FileRefused as told:
        assert "feed.xlsx" in str(told)
