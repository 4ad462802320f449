"""docs/threats.md: each threat has its row, and what a row calls built is shown by a test."""

import re
from pathlib import Path

import pytest

from tests.house.named import missing

ROOT = Path(__file__).parents[2]
STATES = {"held", "partly", "not built"}
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "threats.md").read_text().splitlines()
    if re.match(r"\| \d+ \|", line)
]


def test_no_threat_is_left_out():
    assert [int(number) for number, *_ in ROWS] == list(range(1, 39))
    assert {state for _, _, state, *_ in ROWS} <= STATES


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_what_is_called_built_is_shown_by_a_test_that_exists(row):
    _, _, state, _, told = row
    named = re.findall(r"`([^`]+)::([^`]+)`", told)
    assert named or state == "not built"
    assert [fault for path, name in named if (fault := missing(f"{path}::{name}"))] == []
