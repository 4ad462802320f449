"""The sentences of the product: gathered from its source, kept with their translations, compiled.

scripts/messages.py            gathers, and says per language what is still to be translated
scripts/messages.py compile    makes what the running product reads; `alongside` does it by itself
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from alongside.config.catalogues import LOCALE, compile_catalogues

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "alongside"
JINJA = "jinja2.ext:babel_extract"
METHODS = [("**/tests/**", "ignore"), ("**/jinja2/**.html", JINJA), ("**.py", "python")]
OPTIONS = {"**/jinja2/**.html": {"newstyle_gettext": "true", "silent": "false"}}
# Lazy ones stand for what is said when it is shown. The Python extractor knows none of them.
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
DATED = ("POT-Creation-Date", "PO-Revision-Date", "Generated-By", "Report-Msgid-Bugs-To")
DATED += ("Last-Translator", "Language-Team", "Project-Id-Version")


def gathered() -> Catalog:
    """Every sentence that stands in the source now, without any translation."""
    catalog = Catalog(charset="utf-8")
    found = extract_from_dir(SOURCE, METHODS, OPTIONS, KEYWORDS, comment_tags=("Translators:",))
    for file, _line, message, comments, context in sorted(found, key=lambda each: each[:2]):
        # The file without its line: a translator finds it, and a moved line changes nothing.
        catalog.add(message, None, [(file, 0)], auto_comments=comments, context=context)
    return catalog


def po_files() -> Iterator[Path]:
    """One for each language there is."""
    yield from sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


def read(po: Path) -> Catalog:
    with po.open("rb") as file:
        return read_po(file, locale=po.parts[-3], abort_invalid=True)


def missing(catalog: Catalog) -> list[Message]:
    """Sentences without a translation, or with one that nobody has looked at."""
    messages = (message for message in catalog if message.id)
    return [message for message in messages if message.fuzzy or not all(said_in(message))]


def said_in(message: Message) -> tuple[str, ...]:
    """The translation: one, or one for each plural."""
    return message.string if isinstance(message.string, tuple) else (message.string,)


def update(po: Path) -> Catalog:
    """Brings one language to what the source says now. Nothing is guessed from likeness."""
    catalog = read(po)
    catalog.update(gathered(), no_fuzzy_matching=True)
    write(catalog, po)
    return catalog


def write(catalog: Catalog, po: Path) -> None:
    """Without the dates and addresses that would change at every run."""
    with po.open("wb") as file:
        write_po(file, catalog, width=100, ignore_obsolete=True, include_lineno=False)
    lines = po.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(tuple(f'"{name}' for name in DATED))]
    po.write_text("".join(kept), encoding="utf-8")


def main() -> int:
    if sys.argv[1:] != ["compile"]:
        for po in po_files():
            catalog = update(po)
            lacking = len(missing(catalog))
            print(f"{po.parts[-3]}: {len(catalog)} sentences, {lacking} to be translated")
    compile_catalogues()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
