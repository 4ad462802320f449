"""Reading a YAML file by its nodes, so that whatever does not fit is told with file and line."""

import re
from collections.abc import Collection, Iterable
from datetime import date, time
from pathlib import Path
from typing import NoReturn

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from alongside.foundation.packs.schema import PackError

# The C parser reads the packs in a tenth of the time, which every start and restart waits for.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
CODE = re.compile("[a-z][a-z0-9_]{0,59}")
TIME = re.compile("([01][0-9]|2[0-3]):[0-5][0-9]")


def read(path: Path) -> MappingNode:
    """The lines of one file, none of them taken as anything but text yet."""
    try:
        with path.open(encoding="utf-8") as file:
            page = yaml.compose(file, Loader=LOADER)
    except yaml.MarkedYAMLError as trouble:
        line = trouble.problem_mark.line + 1 if trouble.problem_mark else 1
        raise PackError(f"{path}, line {line}: {trouble.problem}") from None
    except (yaml.YAMLError, UnicodeDecodeError):
        raise PackError(f"{path}, line 1: this is not text in UTF-8") from None
    if not isinstance(page, MappingNode):
        raise PackError(f"{path}, line 1: expected lines of `code: words`")
    return page


def refuse(node: Node, reason: str) -> NoReturn:
    raise PackError(f"{node.start_mark.name}, line {node.start_mark.line + 1}: {reason}")


def entries(node: Node) -> dict[str, Node]:
    """What stands under each code, in the order of the file."""
    if not isinstance(node, MappingNode):
        refuse(node, "expected lines of `code: words`")
    found: dict[str, Node] = {}
    for key, value in node.value:
        if not isinstance(key, ScalarNode) or not CODE.fullmatch(key.value):
            refuse(key, f"`{key.value}` is not a code: lower-case letters, digits, underscores")
        if key.value in found:
            refuse(key, f"`{key.value}` stands here a second time")
        found[key.value] = value
    return found


def parts(node: Node, needed: Iterable[str], optional: Collection[str] = ()) -> dict[str, Node]:
    """The entries of something whose parts are known beforehand: none missing, none unknown."""
    found, needed = entries(node), list(needed)
    for key, _ in node.value:
        if key.value not in needed and key.value not in optional:
            known = ", ".join([*needed, *sorted(optional)])
            refuse(key, f"`{key.value}` is not known here, only: {known}")
    for name in needed:
        if name not in found:
            refuse(node, f"`{name}` is missing")
    return found


def overlay(below: Node, above: Node) -> Node:
    """The upper page laid over the lower one: it adds and replaces, and takes nothing away."""
    if not (isinstance(below, MappingNode) and isinstance(above, MappingNode)):
        return above
    keys = {key.value: key for key, _ in [*below.value, *above.value]}
    merged = entries(below)
    for code, node in entries(above).items():
        merged[code] = overlay(merged[code], node) if code in merged else node
    laid = [(keys[code], node) for code, node in merged.items()]
    return MappingNode(above.tag, laid, above.start_mark, above.end_mark)


def under(name: str, node: Node) -> MappingNode:
    """A plain value spelt out as a mapping with this one entry."""
    key = ScalarNode("tag:yaml.org,2002:str", name, node.start_mark, node.end_mark)
    return MappingNode("tag:yaml.org,2002:map", [(key, node)], node.start_mark, node.end_mark)


def text(node: Node) -> str:
    # Taken as written, so that the code `no` or the word `Yes` never becomes true or false.
    if not isinstance(node, ScalarNode) or not node.value.strip():
        refuse(node, "expected the words to show")
    return node.value


def one_of(node: Node, allowed: Collection[str]) -> str:
    if not isinstance(node, ScalarNode) or node.value not in allowed:
        refuse(node, f"expected one of: {', '.join(allowed)}")
    return node.value


def number(node: Node, least: int = 0) -> int:
    if not isinstance(node, ScalarNode) or not re.fullmatch("[0-9]{1,4}", node.value):
        refuse(node, "expected a whole number")
    if int(node.value) < least:
        refuse(node, f"expected {least} or more")
    return int(node.value)


def day(node: Node) -> date:
    try:
        return date.fromisoformat(text(node))
    except ValueError:
        refuse(node, "expected a day such as 2026-11-22")


def clock_time(node: Node) -> time:
    if not TIME.fullmatch(text(node)):
        refuse(node, 'expected a time such as "09:00"')
    return time.fromisoformat(text(node))


def items(node: Node) -> list[Node]:
    if not isinstance(node, SequenceNode):
        refuse(node, "expected a list such as [saturday, sunday]")
    return node.value
