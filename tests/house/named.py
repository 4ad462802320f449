"""Whether what a page of docs/ points at is there: a test by name, a part of a page by title."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


def missing(pointer: str) -> str:
    """Empty when `path::test_name` or `docs/page.md#Title_of_a_part` exists, else what is wrong."""
    path, mark, name = pointer.partition("::")
    if not mark:
        page, _, title = pointer.partition("#")
        return "" if title.replace("_", " ") in _titles(page) else f"{page} has no part {title}"
    found = _tests(path)
    return "" if (found if name == "*" else name in found) else f"{path} has no {name}"


@cache
def _tests(path):
    whole = ROOT / path if path.startswith("tests/") else ROOT / "src" / "alongside" / path
    if not whole.is_file():
        return frozenset()
    tree = ast.parse(whole.read_text())
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@cache
def _titles(page):
    lines = (ROOT / page).read_text().splitlines()
    return {line.lstrip("# ") for line in lines if line.startswith("#")}
