"""The rules of the house that no linter knows."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest
from django.db import connection

import alongside

SOURCE = Path(alongside.__file__).parent
ROOT = SOURCE.parents[1]
PAGES = [
    page
    for page in SOURCE.rglob("*.py")
    if not {"tests", "migrations"} & set(page.parts) and page.stat().st_size
]
TREES = {str(page.relative_to(SOURCE)): ast.parse(page.read_text()) for page in PAGES}
WRITING = {"save", "create", "update", "delete", "bulk_create", "bulk_update"}
WRITING |= {"get_or_create", "update_or_create", "write_many"}
DRAWERS = {"utils", "helpers", "misc", "common", "services", "managers"}
TEMPLATES = sorted(SOURCE.rglob("jinja2/**/*.html"))
# What commands are made of, and what workers note about jobs; sessions and throttling belong to
# the frame, not to a case.
WRITES_BY_NATURE = ("foundation/vault", "foundation/audit", "foundation/jobs/queue", "config/")
WRITES_BY_NATURE += ("foundation/accounts/windows/store",)  # what Django calls to keep a session
CLOCKS = {"timezone.now", "datetime.now", "date.today", "timezone.localdate", "localdate"}
every_page = pytest.mark.parametrize("page", TREES)
every_template = pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)


def functions(page):
    return [node for node in ast.walk(TREES[page]) if isinstance(node, ast.FunctionDef)]


def arguments_of(function):
    return function.args.args + function.args.kwonlyargs


def rows_written_by(function):
    """Calls such as `row.save()` or `Row.objects.filter().update()`; a dict's or a digest's
    `update` and the session's `save` are no rows."""
    found = set()
    for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
        attribute = getattr(call.func, "attr", getattr(call.func, "id", None))
        of_a_dict = attribute == "update" and not call.keywords
        if attribute in WRITING and not of_a_dict and "session" not in ast.unparse(call.func):
            found.add(attribute)
    return found


def is_command(function):
    return any(ast.unparse(mark).startswith("command(") for mark in function.decorator_list)


@every_page
def test_it_opens_with_one_line_in_plain_words(page):
    """A rule or a formula may say more, below an empty line."""
    said = ast.get_docstring(TREES[page])
    assert said and said.split("\n")[1:2] in ([], [""])


@every_page
def test_it_does_not_outgrow_a_reader(page):
    assert len((SOURCE / page).read_text().splitlines()) <= 300
    longest = 20 if Path(page).name == "views.py" or "/views/" in page else 40
    for node in functions(page):
        inner = [n for n in ast.walk(node) if isinstance(n, ast.FunctionDef) and n is not node]
        length = node.end_lineno - node.lineno - sum(n.end_lineno - n.lineno for n in inner)
        assert length < longest, node.name


@every_page
def test_only_commands_write(page):
    if not page.startswith(WRITES_BY_NATURE):
        culprits = [
            node.name
            for node in functions(page)
            if rows_written_by(node)
            and not is_command(node)
            and not (page.endswith("commands.py") and node.name.startswith("_"))
        ]
        assert not culprits


@pytest.mark.parametrize("page", [page for page in TREES if page.endswith("commands.py")])
def test_every_verb_is_a_command(page):
    module = import_module(f"alongside.{page[:-3].replace('/', '.')}")
    for node in TREES[page].body:
        if isinstance(node, ast.FunctionDef) and rows_written_by(node):
            assert node.name.startswith("_") or hasattr(getattr(module, node.name), "verb")


@every_page
def test_public_functions_say_what_they_take_and_give(page):
    if page.startswith("foundation") or page.endswith(("commands.py", "queries.py")):
        for node in TREES[page].body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                if "views" in page:
                    continue
                assert node.returns is not None, node.name
                assert all(given.annotation for given in arguments_of(node)), node.name


@every_page
def test_there_is_one_clock(page):
    if page != "foundation/clock.py":
        calls = [node for node in ast.walk(TREES[page]) if isinstance(node, ast.Call)]
        assert not CLOCKS & {ast.unparse(call.func) for call in calls}


def test_there_is_no_drawer_for_odds_and_ends():
    assert not [path for path in SOURCE.rglob("*") if path.stem in DRAWERS]


@pytest.mark.parametrize("module", sorted({page.rsplit("/", 1)[0] for page in TREES}))
def test_no_module_swallows_the_house(module):
    own = [page for page in TREES if page.rsplit("/", 1)[0] == module]
    assert sum(len((SOURCE / page).read_text().splitlines()) for page in own) <= 1500


@every_template
def test_a_template_is_short_and_holds_nothing_inline(template):
    text = template.read_text()
    assert len(text.splitlines()) <= 120
    for forbidden in (" style=", "<style", "onclick=", "onload=", "javascript:", "|safe"):
        assert forbidden not in text
    assert "<script>" not in text


def test_every_template_is_used():
    everything = "".join(page.read_text() for page in PAGES)
    everything += "".join(path.read_text() for path in TEMPLATES)
    for template in TEMPLATES:
        parts = template.parts
        name = "/".join(parts[len(parts) - parts[::-1].index("jinja2") :])
        known_by_django = name in {"400.html", "403.html", "404.html", "500.html"}
        assert known_by_django or name in everything, name


def test_this_sqlite_cannot_corrupt_a_busy_database():
    if connection.vendor == "sqlite":
        from django.db.backends.sqlite3.base import Database

        assert Database.sqlite_version_info >= (3, 51, 3)


def test_no_migration_is_missing():
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_no_style_is_left_for_a_part_that_does_not_exist():
    styles = "".join(path.read_text() for path in SOURCE.rglob("static/ui/css/*.css"))
    parts = {name.split("--")[0] for name in re.findall(r"\.(app-[a-z_-]+[a-z])", styles)}
    sources = [*TEMPLATES, *PAGES, *SOURCE.rglob("static/ui/js/*.js")]
    pages = "".join(path.read_text() for path in sources)
    assert not {part for part in parts if not re.search(rf"{part}(?![a-z_])", pages)}


@every_template
def test_a_template_imports_only_what_it_uses(template):
    text = template.read_text()
    for imported in re.findall(r"{% from [^%]*? import ([^%]*?)(?: with context)? %}", text):
        for name in imported.split(","):
            assert len(re.findall(rf"\b{name.strip()}\(", text)) > 0, name


def test_no_mark_of_a_merge_was_left_in():
    kinds = {".py", ".md", ".html", ".css", ".js", ".yaml", ".toml", ".csv", ".po", ".txt"}
    pages = [
        page for place in ("src", "docs", "packs", "tests") for page in (ROOT / place).rglob("*")
    ]
    marked = re.compile(r"^(<{7}|>{7}) ", re.MULTILINE)
    read = [page for page in [*pages, ROOT / "README.md"] if page.suffix in kinds]
    assert len(read) > 300
    assert not [page.name for page in read if marked.search(page.read_text())]
