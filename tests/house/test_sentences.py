"""Whatever is said to people goes through gettext, so that it can be said in their language."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment

import alongside

SOURCE = Path(alongside.__file__).parent
TEMPLATES = sorted(SOURCE.rglob("jinja2/**/*.html"))
PAGES = [
    path
    for path in sorted(SOURCE.rglob("*.py"))
    if not {"tests", "migrations", "demo", "config", "vault", "backups"} & set(path.parts)
    and "protocol" not in path.parts  # for whoever writes a partner's machine: one English
]
# For the person at the command line, or for whoever writes a pack or the code: not on a page.
NOT_ON_A_PAGE = {"refuse", "Error"}
MARKS = {"_", "gettext", "ngettext", "pgettext", "gettext_lazy", "ngettext_lazy", "pgettext_lazy"}
SHOWN = {"label", "help_text", "title", "words", "said", "what_to_do", "say", "verbose_name"}
SENTENCE = re.compile(r"[A-Z][a-z]* [a-z][^_=;{}<>]*")
READ_ALOUD = {"aria-label", "alt", "title", "placeholder", "data-label"}
# A name, and what macros are made of: attributes, and the id of the main part.
PIECES = re.compile(r"""Alongside|[?&]\w*=?|[\w-]+="[^"]*"|\bmain\b""")
# Names that rows and rules have for those who keep the house, and what a disk says.
NAMES = {"No space left", "Access ended.", "Command line", "Safe contact", "Days and hours of work"}


class Reader(HTMLParser):
    """Collects what a template itself says: text, and attributes that are read aloud."""

    def __init__(self):
        super().__init__()
        self.said = []

    def handle_data(self, data):
        self.said.append(data)

    def handle_starttag(self, tag, attrs):
        self.said += [value or "" for name, value in attrs if name in READ_ALOUD]
        told = [value or "" for name, value in attrs if name.startswith("data-")]
        self.said += [value for value in told if re.search(r"[A-Za-z] [A-Za-z]", value)]


def said_by(template):
    lexed = Environment(autoescape=True).lex(template.read_text())
    pieces = [value if kind == "data" else "\0" for _line, kind, value in lexed]
    reader = Reader()
    reader.feed("".join(pieces))
    reader.close()
    for text in reader.said:
        bare = PIECES.sub("", text.replace("\0", " ").strip()).strip()
        if re.search(r"[^\W\d_]{2}", bare):
            yield bare


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_says_nothing_of_its_own(template):
    assert not list(said_by(template))


def test_such_a_template_would_be_noticed(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        '<p class="x">{{ _("Fine") }}</p><p>Not fine</p><img alt="{{ a }} alone" data-x="Of me">'
    )
    assert list(said_by(page)) == ["Not fine", "alone", "Of me"]


def bare_sentences(node):
    """Sentences in code that no gettext hears: two words at least, and a capital to begin with."""
    found = []
    for child in ast.iter_child_nodes(node):
        docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
        if not docstring and not heard(child):
            found += [*said_in_code(child), *bare_sentences(child)]
    return found


def heard(node):
    """By gettext, by whoever reads errors at the command line, or not a sentence at all."""
    if isinstance(node, ast.Call):
        called = ast.unparse(node.func).rpartition(".")[2]
        return called in MARKS | NOT_ON_A_PAGE or called.endswith("Refused")
    return isinstance(node, ast.Raise | ast.JoinedStr)


def said_in_code(node):
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if node.value not in NAMES and SENTENCE.fullmatch(node.value):
            yield node.value
    elif isinstance(node, ast.keyword) and node.arg in SHOWN:
        shown = getattr(node.value, "value", "")
        if isinstance(shown, str):
            yield from re.findall(r"[A-Z][a-z]+", shown)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_sentence_in_code_can_be_translated(page):
    assert not bare_sentences(ast.parse(page.read_text()))


def test_such_a_sentence_would_be_noticed():
    assert bare_sentences(ast.parse("x = Field(label='Reason', help_text=_('Say why'))"))
    assert bare_sentences(ast.parse("messages.success(request, 'It is saved.')"))
    assert not bare_sentences(ast.parse("'''Not said aloud.'''\nx = _('It is saved.')"))
