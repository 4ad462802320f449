"""The four voices of a note: what I saw, their words, what an agency told, and my view.

Kept apart so that each can be given to whoever has a right to it without the others. None of them
is out of reach: a worker's view is personal data too, and can be asked for and disclosed."""

from collections.abc import Iterable
from datetime import date

from alongside.casework.support.models import Contact

VOICES = ("saw", "said", "told", "view")


def apart(contacts: Iterable[Contact]) -> dict[str, list[tuple[date, str]]]:
    """Each voice by itself, with the day of each note; a voice in which nothing was written down
    is left out."""
    kept = list(contacts)
    spoken = {
        voice: [(note.on, getattr(note, voice)) for note in kept if getattr(note, voice)]
        for voice in VOICES
    }
    return {voice: notes for voice, notes in spoken.items() if notes}
