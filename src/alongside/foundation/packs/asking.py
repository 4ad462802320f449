"""Why each field about a person is asked, read from a pack."""

from collections.abc import Collection

from yaml import Node

from alongside.foundation.packs.nodes import entries, items, one_of, parts, refuse, text
from alongside.foundation.packs.schema import Asked

KEEPS = ("safety", "work")
TOLD = ("why", "under", "asked", "label", "keep")


def asked_in(
    page: Node, facts: Collection[str], titles: Collection[str]
) -> dict[str, dict[str, Asked]]:
    """Every form with its fields; each says why it is asked, or which field says it."""
    for form, node in entries(page).items():
        if form not in titles:
            refuse(node, f"the form `{form}` has no title in the vocabulary `asked_form`")
    return {form: _form(node, facts) for form, node in entries(page).items()}


def _form(node, facts):
    fields = entries(node)
    return {name: _field(found, facts, fields) for name, found in fields.items()}


def _field(node, facts, siblings):
    found = parts(node, [], (*TOLD, "free", "returns"))
    if ("why" in found) == ("under" in found):
        refuse(node, "expected `why` it is asked, or `under` which field that is said")
    if "under" in found:
        one_of(found["under"], siblings)
    if "keep" in found:
        one_of(found["keep"], KEEPS)
    returns = items(found["returns"]) if "returns" in found else []
    return Asked(
        **{part: text(found[part]) for part in TOLD if part in found},
        free="free" in found and one_of(found["free"], ("yes", "no")) == "yes",
        returns=tuple(one_of(each, facts) for each in returns),
    )
