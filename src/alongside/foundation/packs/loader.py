"""The pack of this service, read once, and its words for every code."""

from collections.abc import Collection
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language, override

from alongside.foundation.packs.fitting import hidden_codes
from alongside.foundation.packs.reading import read_pack
from alongside.foundation.packs.schema import Event, Pack, PackError, Word


def pack() -> Pack:
    """The service's pack, merged with those it extends, in the reader's language."""
    return _read(str(settings.PACKS_DIR), settings.PACK, get_language() or "")


def read_in_every_language() -> None:
    """When the server starts, so that a broken line is found before anybody meets it."""
    for language in dict(settings.LANGUAGES):
        with override(language):
            pack()


@cache  # asked for by every code on a page, so by text: a path is slow to compare
def _read(folder: str, name: str, language: str) -> Pack:
    return read_pack(Path(folder), name, language)


def vocabulary(name: str) -> dict[str, str]:
    """The codes and their words, in the order a worker should see them; retired ones too."""
    return {code: word.words for code, word in _vocabulary(name).items()}


def is_known(name: str, code: str) -> bool:
    """Whether the vocabulary has this code, retired or not."""
    return code in _vocabulary(name)


def in_use(name: str) -> dict[str, str]:
    """The codes that the pack has not retired, hidden here or not: what machines may bring."""
    return {word.code: word.words for word in _vocabulary(name).values() if not word.retired}


def choices(name: str, keep: Collection[str] = ()) -> list[tuple[str, str]]:
    """What is offered to whoever chooses: no code that is retired or hidden here, unless it is one
    to keep."""
    hidden = set(codes_hidden(name)) - set(keep)
    words = _vocabulary(name).values()
    offered = [word for word in words if not word.retired or word.code in keep]
    return [(word.code, word.words) for word in offered if word.code not in hidden]


def codes_hidden(name: str) -> set[str]:
    """The codes of a vocabulary that this organisation does not offer."""
    narrowed = pack().narrowed
    return hidden_codes(name, narrowed[name]) if name in narrowed else set()


def words(name: str, code: str) -> str:
    """The words of one code, retired or not; none for no code."""
    return _word(name, code).words if code else ""


def hint(name: str, code: str) -> str:
    return _word(name, code).hint if code else ""


def event(code: str) -> Event:
    """The event of that code; a misspelt one is refused."""
    if code not in pack().events:
        raise PackError(f"The pack {pack().id} has no event `{code}`.")
    return pack().events[code]


def known_event(code: str) -> str:
    return event(code).code


def term(name: str) -> str:
    """What this place calls it: client, worker, supervisor, service."""
    if name not in pack().terms:
        raise PackError(f"The pack {pack().id} has no term `{name}`.")
    return pack().terms[name]


def _vocabulary(name: str) -> dict[str, Word]:
    if name not in pack().vocabularies:
        raise PackError(f"The pack {pack().id} has no vocabulary `{name}`.")
    return pack().vocabularies[name]


def _word(name: str, code: str) -> Word:
    if code not in (known := _vocabulary(name)):
        raise PackError(f"The pack {pack().id} has no code `{code}` in its vocabulary `{name}`.")
    return known[code]
