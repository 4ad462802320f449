"""A language nobody speaks: every sentence stands in ⟦brackets⟧ and runs from right to left.

Whatever a page shows outside the brackets nobody could translate, unless it is a name or a number.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import html5lib
from django.conf import settings
from django.utils.translation import get_language, trans_real
from yaml import MappingNode, ScalarNode, SequenceNode

import alongside
from alongside.foundation.accounts.preferences import language
from alongside.foundation.audit import trail
from alongside.foundation.packs import layers
from alongside.foundation.packs.languages import all_words, is_words

XX = "xx"
ASKED_BY = "X-Pseudo-Locale"
SAID_BY_ATTRIBUTES = {"aria-label", "alt", "placeholder", "title", "data-label"}
SILENT = {"script", "style", "textarea", "title"}
SOURCE = Path(alongside.__file__).parent
BRAND = "Alongside"


class Pseudo:
    """Stands where gettext keeps the catalogue of a language."""

    def gettext(self, message: str) -> str:
        return f"⟦{message.rpartition(chr(4))[2]}⟧"

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return self.gettext(singular if number == 1 else plural)

    def to_language(self) -> str:
        return XX


def learn() -> None:
    """From now on the product answers in this language whoever asks for it by a header."""
    real_choice, real_pages = language.language_for, layers.pages_in
    real_append = trail.append

    def language_for(request):
        return XX if ASKED_BY in request.headers else real_choice(request)

    def pages_in(folder, language=""):
        pages = real_pages(folder)
        if language != XX:
            return real_pages(folder, language)
        return {page: _wrapped(page, node) for page, node in pages.items()}

    def append(lines, *, stream):
        if get_language() != XX:  # a second look at a page is nobody's visit
            real_append(lines, stream=stream)

    language.language_for, layers.pages_in, trail.append = language_for, pages_in, append
    settings.LANGUAGES_BIDI = [*settings.LANGUAGES_BIDI, XX]


def speak() -> None:
    """A test that changes the languages empties the shelf of catalogues."""
    trans_real._translations[XX] = Pseudo()


def _wrapped(page, node, code=""):
    if isinstance(node, MappingNode):
        pairs = [(key, _wrapped(page, value, key.value)) for key, value in node.value]
        return MappingNode(node.tag, pairs, node.start_mark, node.end_mark)
    if isinstance(node, SequenceNode):
        lines = [_wrapped(page, value) for value in node.value]
        return SequenceNode(node.tag, lines, node.start_mark, node.end_mark)
    said = f"⟦{node.value}⟧" if is_words(page, code, node) else node.value
    return ScalarNode(node.tag, said, node.start_mark, node.end_mark)


def untranslated(html: str) -> list[str]:
    """What the page says outside the brackets although it stands in our source."""
    return [said for said in outside(html) if is_ours(said)]


def outside(html: str) -> Iterator[str]:
    """Every piece of text outside the brackets, names and numbers included."""
    root = html5lib.parse(html, namespaceHTMLElements=False)
    depth = 0
    for text in _texts(root):
        pieces, depth = _outside(text, depth)
        yield from pieces
    for element in root.iter():
        for name in SAID_BY_ATTRIBUTES & set(element.attrib):
            yield from _outside(element.get(name), 0)[0]


def _texts(element):
    if isinstance(element.tag, str) and element.tag not in SILENT and not _is_somebodys(element):
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""


def _is_somebodys(element):
    """A language by its own name, or one word of whoever typed it, as a column or a name."""
    own_word = element.get("dir") == "auto" and " " not in "".join(element.itertext()).strip()
    return own_word or ("lang" in element.attrib and element.tag != "html")


def _outside(text, depth):
    pieces = []
    for piece in re.split("([⟦⟧])", text):
        if piece in "⟦⟧" and piece:
            depth += 1 if piece == "⟦" else -1
        elif depth <= 0 and (said := " ".join(piece.split()).strip(" ,;:.–()")):
            pieces.append(said)
    return pieces, depth


def is_ours(said: str) -> bool:
    """It is a sentence of the source or a piece of one; what people typed is in no source."""
    if said in {BRAND, *dict(settings.LANGUAGES).values()} or not re.search("[A-Za-z]{3}", said):
        return False
    words = said.count(" ") + 1
    return said in _sentences() or (words > 2 and any(said in ours for ours in _sentences()))


@cache
def _sentences() -> frozenset[str]:
    found = set()
    for path in SOURCE.rglob("*.py"):
        if not {"tests", "migrations", "demo"} & set(path.parts):
            found |= set(_literals(ast.parse(path.read_text())))
    for pack in Path(settings.PACKS_DIR).glob("*/pack.yaml"):
        for page in layers.pages_in(pack.parent).items():
            found |= {said for _way, said in all_words(*page)}
    return frozenset(said.strip(" ,;:.–()") for said in found)


def _literals(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
