"""What workers bring, read for many of them at once."""

from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from alongside.foundation.accounts.models import User
from alongside.foundation.vault.reading import told
from alongside.organisation.workforce.strengths.models import Languages, Specialism


@dataclass
class Strengths:
    """One worker's languages and kinds of crime."""

    languages: list[str] = field(default_factory=list)
    crimes: list[str] = field(default_factory=list)


def strengths_of(users: Collection[User]) -> dict[UUID, Strengths]:
    """Of each of these users, in two statements."""
    found = {user.pk: Strengths() for user in users}
    by_id = {user.pk: user for user in users}
    for spoken in Languages.objects.filter(user__in=found):
        spoken.user = by_id[spoken.user_id]
        words = told(spoken, "words")
        found[spoken.user_id].languages = [w.strip() for w in words.split(",") if w.strip()]
    for known in Specialism.objects.filter(user__in=found):
        found[known.user_id].crimes.append(known.crime)
    return found
