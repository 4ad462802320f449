"""docs/threats.md: each threat has its row, and what a row calls built is shown by a test."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STATES = {"held", "partly", "not built"}
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "threats.md").read_text().splitlines()
    if re.match(r"\| \d+ \|", line)
]


def names_in(path):
    whole = ROOT / path if path.startswith("tests/") else ROOT / "src" / "alongside" / path
    tree = ast.parse(whole.read_text())
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_no_threat_is_left_out():
    assert [int(number) for number, *_ in ROWS] == list(range(1, 37))
    assert {state for _, _, state, *_ in ROWS} <= STATES


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_what_is_called_built_is_shown_by_a_test_that_exists(row):
    _, _, state, _, told = row
    named = re.findall(r"`([^`]+)::([^`]+)`", told)
    assert named or state == "not built"
    for path, name in named:
        found = names_in(path)
        assert found if name == "*" else name in found, f"{path} has no {name}"
