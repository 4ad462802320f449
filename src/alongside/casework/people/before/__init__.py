"""What stands in a row about a person before its words are changed: whoever keeps it is told."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Model

from alongside.foundation.accounts.models import User

# Called inside the command that changes the row, before it does.
KEEPERS: list[Callable[..., None]] = []


def before(
    row: Model, facts: Mapping[str, Any] | None, *, of: UUID, by: User, case: UUID | None = None
) -> None:
    """These facts are about to take the place of what the row says `of` this person; none of
    them: the whole row is taken out of sight. `case` is where it lies, if in one case alone."""
    for keep in KEEPERS:
        keep(row, facts, of=of, by=by, case=case)
