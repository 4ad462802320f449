"""A pack's words in another language: a folder in it, with pages that change nothing but words."""

import re
from collections.abc import Iterator
from pathlib import Path

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from alongside.foundation.packs.nodes import entries, refuse

LANGUAGE = re.compile("[a-z]{2,3}(-[a-z]{2,4})?")
# What stands under these is no sentence, whatever it looks like.
NO_WORDS = {"id", "version", "language", "extends", "status", "source", "checked_on"}
NO_WORDS |= {"under", "keep", "free", "returns"}
NO_WORDS_ON = {"calendar", "formats", "narrowing"}


def folder_for(pack: Path, language: str) -> Path | None:
    """Where the pack keeps its words in this language; `es` serves `es-mx` as well."""
    for name in (language, language.partition("-")[0]):
        if LANGUAGE.fullmatch(name) and (pack / name).is_dir():
            return pack / name
    return None


def spoken(page: str, own: Node, other: Node) -> Node:
    """The page in the other language; what that one leaves out stays as it is."""
    if isinstance(own, MappingNode):
        return _entries_spoken(page, own, other)
    if isinstance(own, SequenceNode):
        if not isinstance(other, SequenceNode) or len(own.value) != len(other.value):
            refuse(other, "expected as many lines as the pack itself has")
        pairs = zip(own.value, other.value, strict=True)
        lines = [spoken(page, mine, said) for mine, said in pairs]
        return SequenceNode(own.tag, lines, own.start_mark, own.end_mark)
    if not isinstance(other, ScalarNode):
        refuse(other, "expected the words to show")
    return other


def _entries_spoken(page, own, other):
    known, said = entries(own), entries(other)
    for code, node in said.items():
        if code not in known:
            refuse(node, f"`{code}` is not in the pack itself, so it cannot be translated")
        if isinstance(known[code], ScalarNode) and not is_words(page, code, known[code]):
            refuse(node, f"`{code}` is not words: it stays as the pack itself says")
    merged = [
        (key, spoken(page, value, said[key.value]) if key.value in said else value)
        for key, value in own.value
    ]
    return MappingNode(own.tag, merged, own.start_mark, own.end_mark)


def is_words(page: str, code: str, node: ScalarNode) -> bool:
    """Something a person reads: a sentence or a name, and neither a code nor a number."""
    if page in NO_WORDS_ON or code in NO_WORDS or not re.search("[^\\W\\d_]", node.value):
        return False
    return page == "terms" or not re.fullmatch("[a-z0-9_]+", node.value)


def all_words(page: str, node: Node, path: str = "") -> Iterator[tuple[str, str]]:
    """Every line of words in the page, with the way to it."""
    if isinstance(node, MappingNode):
        for code, value in entries(node).items():
            spoken_of = not isinstance(value, ScalarNode) or is_words(page, code, value)
            if code not in NO_WORDS and spoken_of:
                yield from all_words(page, value, f"{path}.{code}")
    elif isinstance(node, SequenceNode):
        for number, value in enumerate(node.value):
            if not isinstance(value, ScalarNode) or is_words(page, "", value):
                yield from all_words(page, value, f"{path}.{number}")
    else:
        yield f"{page}{path}", node.value
