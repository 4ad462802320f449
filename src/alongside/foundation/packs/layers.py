"""The files of a pack, laid over those of the packs it extends."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from yaml import MappingNode, Node, ScalarNode

from alongside.foundation.packs import nodes
from alongside.foundation.packs.languages import LANGUAGE, folder_for, spoken
from alongside.foundation.packs.nodes import entries, overlay, parts, refuse, text
from alongside.foundation.packs.schema import PackError

WORDS = ("pack", "terms", "vocabularies", "events", "facts")
RULES = ("keeping", "clocks", "safe_contact", "calendar", "formats", "working_day", "returning")
ASKING = ("fields", "listening", "phone", "narrowing", "wording")
PAGES = (*WORDS, *RULES, *ASKING)
ID = re.compile("[a-z][a-z0-9-]*")

Pages = dict[str, MappingNode]


def chain_of(folder: Path, name: str, language: str = "") -> dict[str, Pages]:
    """Each pack's own files, the base first; their words in another language, where it has it."""
    chain: dict[str, Pages] = {}
    while name:
        if not ID.fullmatch(name) or not (folder / name / "pack.yaml").is_file():
            raise PackError(f"{folder / name / 'pack.yaml'}, line 1: there is no such pack")
        chain = {name: pages_in(folder / name, language), **chain}
        head = head_of(chain[name]["pack"])
        if text(head["id"]) != name:
            refuse(head["id"], f"expected the name of the folder: {name}")
        name = text(head["extends"]) if "extends" in head else ""
        if name in chain:
            refuse(head["extends"], f"{name} would extend itself")
    return chain


def head_of(page: Node) -> dict[str, Node]:
    return parts(page, ("id", "title", "version", "language", "checked_on"), ("extends",))


def laid_over(chain: dict[str, Pages], page: str, folder: Path) -> Node:
    """One page of all packs in the chain as one."""
    laid: Node | None = None
    for pages in chain.values():
        if page in pages:
            laid = overlay(laid, pages[page]) if laid else pages[page]
    if laid is None:
        raise PackError(f"{folder / page}.yaml, line 1: no pack in the chain has this file")
    return laid


def pages_in(folder: Path, language: str = "") -> Pages:
    """The files of one pack alone, in the language asked for as far as it has it."""
    pages = _files_in(folder)
    if not (said := folder_for(folder, language)):
        return pages
    for page, other in _files_in(said).items():
        if page not in pages:
            refuse(other, f"the pack {folder.name} itself has no {page}.yaml")
        pages[page] = spoken(page, pages[page], other)
    return pages


def _files_in(folder):
    pages = {}
    for path in sorted(folder.iterdir()):
        if path.is_dir() and LANGUAGE.fullmatch(path.name):
            continue
        if path.stem not in PAGES or path.suffix != ".yaml":
            known = ", ".join(f"{page}.yaml" for page in PAGES)
            raise PackError(f"{path}, line 1: this file is not known here, only: {known}")
        pages[path.stem] = _spelt_out(path.stem, nodes.read(path))
    return pages


def _spelt_out(page, node):
    """Words alone are short for `words:`, so that a pack above can change nothing but them."""
    if page == "events":
        return _each(node, _with_words)
    return _each(node, partial(_each, change=_with_words)) if page == "vocabularies" else node


def _each(node: MappingNode, change: Callable[[Node], Node]) -> MappingNode:
    changed = [change(value) for value in entries(node).values()]
    node.value = [(key, value) for (key, _), value in zip(node.value, changed, strict=True)]
    return node


def _with_words(node):
    return nodes.under("words", node) if isinstance(node, ScalarNode) else node
