"""Reads a page's HTML as strictly as a validator, and says in words what is wrong."""

from collections import Counter
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

import html5lib

INTERACTIVE = {"a", "button", "select", "textarea", "input", "summary", "label", "iframe"}
LABELLED = {"input", "select", "textarea"}
NEEDS_NO_LABEL = {"hidden", "submit", "button", "reset", "image"}
POINTERS = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details")
POINTERS += ("aria-errormessage", "aria-activedescendant", "headers", "for", "list", "form")
PHRASING_ONLY = {"p", "span", "button", "label", "h1", "h2", "h3", "h4", "h5", "h6", "strong"}
PHRASING_ONLY |= {"em", "b", "i", "small", "time", "abbr", "pre"}
BLOCKS = {"div", "p", "ul", "ol", "dl", "table", "section", "article", "form", "fieldset", "nav"}
BLOCKS |= {"header", "footer", "main", "aside", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre"}
CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "select": {"option", "optgroup", "hr"},
    "tr": {"td", "th"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot", "tr"},
}
ANYWHERE = {"script", "template"}


def faults(html: str) -> list[str]:
    """Everything wrong with the page's HTML, in its order; empty when it is valid."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(html)
    found = [f"line {at[0]}: {code} {data or ''}".strip() for at, code, data in parser.errors]
    for rule in RULES:
        found += rule(root)
    return found


def _elements(root: Element) -> Iterator[Element]:
    return (element for element in root.iter() if isinstance(element.tag, str))


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _show(element: Element) -> str:
    shown = "".join(f' {k}="{element.get(k)}"' for k in ("id", "name", "class") if element.get(k))
    return f"<{element.tag}{shown}>"


def language_and_title(root: Element) -> Iterator[str]:
    if not root.get("lang"):
        yield "the page says no language"
    title = root.find("head/title")
    if title is None or not _words(title):
        yield "the page has no title"


def ids_are_unique(root: Element) -> Iterator[str]:
    counted = Counter(element.get("id") for element in _elements(root) if "id" in element.attrib)
    for name, times in counted.items():
        if times > 1:
            yield f"{times} elements have the id {name!r}"
        if not name or any(letter.isspace() for letter in name):
            yield f"not an id: {name!r}"


def pointers_lead_somewhere(root: Element) -> Iterator[str]:
    ids = {element.get("id"): element for element in _elements(root) if "id" in element.attrib}
    for element in _elements(root):
        for pointer in POINTERS:
            for name in element.get(pointer, "").split():
                if name not in ids:
                    yield f"{_show(element)} {pointer} points at {name!r}, which is not there"
        target = element.get("href", "") if element.tag == "a" else ""
        if target.startswith("#") and len(target) > 1 and target[1:] not in ids:
            yield f"a link points at {target}, which is not there"
        if element.tag == "label" and "for" in element.attrib:
            labelled = ids.get(element.get("for"))
            if labelled is not None and labelled.tag not in LABELLED | {"button", "output"}:
                yield f"a label is for {_show(labelled)}, which takes none"


def fields_have_labels(root: Element) -> Iterator[str]:
    labelled = {element.get("for") for element in root.iter("label")}
    inside = {id(field) for label in root.iter("label") for field in label.iter()}
    for field in _elements(root):
        if field.tag not in LABELLED or field.get("type", "text") in NEEDS_NO_LABEL:
            continue
        named = field.get("aria-label") or field.get("aria-labelledby")
        if not (named or field.get("id") in labelled or id(field) in inside):
            yield f"{_show(field)} has no label"


def nothing_interactive_inside_interactive(root: Element) -> Iterator[str]:
    for outer in _elements(root):
        if outer.tag not in INTERACTIVE - {"label"}:
            continue
        for inner in outer.iter():
            if inner is not outer and inner.tag in INTERACTIVE and inner.get("type") != "hidden":
                yield f"{_show(inner)} stands inside {_show(outer)}"
    for label in root.iter("label"):
        if sum(inner.tag in LABELLED | {"button", "a"} for inner in label.iter()) > 1:
            yield f"a label holds several fields: {_words(label)!r}"


def headings_are_in_order(root: Element) -> Iterator[str]:
    levels = [(int(e.tag[1]), _words(e)) for e in _elements(root) if e.tag in HEADINGS]
    if (firsts := sum(level == 1 for level, _ in levels)) != 1:
        yield f"the page has {firsts} first-level headings"
    above = 0
    for level, words in levels:
        # Navigation above the title may have a heading of its own.
        if above and level > above + 1:
            yield f"heading {words!r} is of level {level} after level {above}"
        if not words:
            yield f"an empty heading of level {level}"
        above = level


def things_stand_where_they_may(root: Element) -> Iterator[str]:
    for element in _elements(root):
        children = [child for child in element if isinstance(child.tag, str)]
        allowed = CHILDREN.get(element.tag)
        for child in children:
            if allowed and child.tag not in allowed | ANYWHERE:
                yield f"{_show(child)} stands directly inside {_show(element)}"
        if element.tag in PHRASING_ONLY:
            for inner in element.iter():
                if inner is not element and inner.tag in BLOCKS:
                    yield f"{_show(inner)} stands inside {_show(element)}"
        if element.tag == "dl" and not children:
            yield "an empty description list"


def images_have_words(root: Element) -> Iterator[str]:
    for image in root.iter("img"):
        if "alt" not in image.attrib:
            yield f"{_show(image)} has no alt"


def nothing_is_inline(root: Element) -> Iterator[str]:
    for element in _elements(root):
        for name in element.attrib:
            if name == "style" or name.startswith("on"):
                yield f"{_show(element)} has {name}= written into it"
        if element.tag == "style" or (element.tag == "script" and "src" not in element.attrib):
            yield f"a {element.tag} is written into the page"


def nothing_comes_from_elsewhere(root: Element) -> Iterator[str]:
    for element in _elements(root):
        source = element.get("src") or (element.tag == "link" and element.get("href")) or ""
        if source.startswith(("http:", "https:", "//")):
            yield f"{_show(element)} is fetched from {source}"


HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
RULES: Iterable = (
    language_and_title,
    ids_are_unique,
    pointers_lead_somewhere,
    fields_have_labels,
    nothing_interactive_inside_interactive,
    headings_are_in_order,
    things_stand_where_they_may,
    images_have_words,
    nothing_is_inline,
    nothing_comes_from_elsewhere,
)
