"""docs/sbom.cdx.json tells of every part that others made and that goes out with the product."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PARTS = json.loads((ROOT / "docs" / "sbom.cdx.json").read_text())["components"]
LOCKED = re.findall(r"^([\w.-]+)==([\w.]+)", (ROOT / "requirements/base.txt").read_text(), re.M)


def test_the_list_is_that_of_the_lock():
    """`make lock` and `make sbom` write it anew."""
    told = {(part["name"], part["version"]) for part in PARTS if "pkg:pypi/" in part["purl"]}
    assert told == set(LOCKED)


def test_what_lies_in_the_source_stands_in_it_too():
    told = {part["name"] for part in PARTS if "pkg:npm/" in part["purl"]}
    assert {"govuk-frontend", "@fontsource/atkinson-hyperlegible-next"} <= told


def test_nearly_every_part_says_its_licence():
    """Those that are not installed on this kind of machine cannot be asked."""
    silent = {part["name"] for part in PARTS if not part.get("licenses")}
    assert silent <= {"colorama", "pysqlite3"}
