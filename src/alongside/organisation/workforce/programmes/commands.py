"""Renaming a programme, closing it, and opening it again."""

from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.organisation.workforce.models import Programme


@command("programme.changed")
def change_programme(programme: Programme, *, name: str, open: bool, by: User) -> Programme:
    """A closed one is not offered any more, and stays on everything that was counted for it."""
    programme.name, programme.open = name, open
    programme.save(update_fields=["name", "open"])
    return programme
