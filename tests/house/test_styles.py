"""Our style sheets hold from right to left too: they speak of start and end, not of sides."""

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "alongside"
SHEETS = sorted(SOURCE.glob("**/static/*/css/*.css"))
SIDES = re.compile(r"(?<![\w-])(?:[\w-]+-)?(?:left|right)(?:-[\w-]+)?(?![\w-])")
FOUR = re.compile(r"(?<![\w-])(padding|margin|inset|border-width|border-color)\s*:\s*([^;}]+)")
ROUND = re.compile(r"(?<![\w-])border-radius\s*:\s*([^;}]+)")
ASIDE = re.compile(r"inset -?[1-9]\d*px 0 ")
every_sheet = pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)


def rules_of(sheet):
    """The sheet without its comments and addresses, and `var(--s1)` as one word."""
    text = re.sub(r"/\*.*?\*/|url\([^)]*\)", "", sheet.read_text(), flags=re.S)
    return re.sub(r"\([^()]*\)", "()", text)


@every_sheet
def test_no_side_is_named(sheet):
    assert not [found.group() for found in SIDES.finditer(rules_of(sheet))]


@every_sheet
def test_no_shorthand_gives_one_side_more_than_the_other(sheet):
    drawn = re.sub(r"[^{}]*::(?:before|after)[^{}]*\{[^}]*\}", "", rules_of(sheet))
    for name, values in FOUR.findall(drawn):
        parts = values.replace("!important", "").split()
        assert len(parts) < 4 or parts[1] == parts[3], f"{name}: {values}"
    for values in ROUND.findall(drawn):
        parts = values.split()
        assert len(parts) < 4 or (parts[0], parts[3]) == (parts[1], parts[2]), values
    assert not ASIDE.findall(drawn)
