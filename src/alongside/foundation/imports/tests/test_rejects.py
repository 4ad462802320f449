"""Rows come back to be mended, harmless to a spreadsheet and closed to others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.imports.limits import FileRefused
from alongside.foundation.imports.rejects import Reasons, Rejects
from alongside.foundation.imports.tables import read_table
from alongside.foundation.imports.tests.test_tables import any_cell, in_one_folder


@pytest.fixture
def feed(tmp_path):
    path = tmp_path / "feed.csv"
    path.write_text("ref,name\n1,=HYPERLINK()\n2,Sam,more\n3\n")
    return read_table(path)


def send_back(table, path, reason="no reference"):
    rejects = Rejects(path, of=table)
    for row in table.rows():
        rejects.add(row, reason)
    rejects.close()
    return rejects


def test_a_row_comes_back_whole_with_its_line_and_the_reason(feed, tmp_path):
    send_back(feed, tmp_path / "back.csv")
    assert (tmp_path / "back.csv").read_text("utf-8-sig").splitlines() == [
        "ref,name,line,reason",
        "1,'=HYPERLINK(),2,no reference",
        "2,Sam,3,no reference,more",
        "3,,4,no reference",
    ]


def test_mended_it_is_read_as_it_was_first_sent(feed, tmp_path):
    send_back(feed, tmp_path / "back.csv")
    mended = read_table(tmp_path / "back.csv")
    formula, surplus, _ = mended.rows()
    assert mended.headings == ["ref", "name"]
    assert formula.named["name"] == "=HYPERLINK()" and surplus.cells == ["2", "Sam", "more"]


@in_one_folder
@given(st.lists(any_cell, min_size=2, max_size=4))
def test_nothing_is_lost_on_the_way_back_and_forth(feed, tmp_path, cells):
    row = next(feed.rows())
    rejects = Rejects(tmp_path / "any.csv", of=feed)
    rejects.add(type(row)(2, ["ref", *cells], row.named, False), "no reference")
    rejects.close()
    [back] = read_table(tmp_path / "any.csv").rows()
    assert back.cells[0] == "ref"
    assert [c.lstrip(" ") for c in back.cells[1:]] == [c.lstrip(" ") for c in cells]


def test_only_its_owner_reads_it(feed, tmp_path):
    path = tmp_path / "back.csv"
    for _ in range(2):
        send_back(feed, path)
        assert path.stat().st_mode & 0o777 == 0o600
        path.chmod(0o644)  # as an editor may leave it


def test_where_nothing_comes_back_there_is_no_file(feed, tmp_path):
    Rejects(tmp_path / "back.csv", of=feed).close()
    assert not (tmp_path / "back.csv").exists()


def test_a_file_of_somebody_elses_is_never_replaced(feed, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear Sam,\n")
    for path in ("letter.txt", "feed.csv"):
        with pytest.raises(FileRefused, match="is there already"):
            Rejects(tmp_path / path, of=feed)


@pytest.mark.parametrize("left", [b"", b'\xef\xbb\xbfref,name,line,reason\r\n1,"Zo\xc3'])
def test_what_a_run_that_broke_off_left_behind_is_replaced(feed, tmp_path, left):
    (tmp_path / "back.csv").write_bytes(left)
    send_back(feed, tmp_path / "back.csv")
    assert len(list(read_table(tmp_path / "back.csv").rows())) == 3


def test_the_rejects_of_a_mended_file_do_not_replace_it(feed, tmp_path):
    send_back(feed, tmp_path / "back.csv")
    mended = read_table(tmp_path / "back.csv")
    with pytest.raises(FileRefused, match="is there already"):
        Rejects(tmp_path / "back.csv", of=mended)


def test_a_folder_that_is_not_there_is_told(feed, tmp_path):
    with pytest.raises(FileRefused, match="There is no folder"):
        Rejects(tmp_path / "nowhere" / "back.csv", of=feed)


def test_reasons_alone_keep_no_word_of_a_row(feed):
    reasons = Reasons()
    for row in feed.rows():
        reasons.add(row, "no reference")
    assert dict(reasons.lines) == {"no reference": [2, 3, 4]} and reasons.count == 3
