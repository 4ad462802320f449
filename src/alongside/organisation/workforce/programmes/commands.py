"""Renaming a programme, closing it, and opening it again."""

from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.organisation.workforce.models import Programme, Takes


@command("programme.changed")
def change_programme(programme: Programme, *, name: str, open: bool, by: User) -> Programme:
    """A closed one is not offered any more, and stays on everything that was counted for it."""
    programme.name, programme.open = name, open
    programme.save(update_fields=["name", "open"])
    return programme


@command("programme.takes_told")
def tell_whom_it_takes(
    programme: Programme,
    *,
    crimes: list[str],
    ages: list[str],
    kinds: list[str],
    places: str,
    by: User,
) -> Takes:
    """From now on the page of a decision says whether it fits, and why."""
    told = {"crimes": crimes, "ages": ages, "kinds": kinds, "places": places}
    takes, _new = Takes.objects.update_or_create(told, programme=programme)
    return takes
