"""Finding people by what was typed, the best first."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.casework.people.finding.asking import Asked
from alongside.casework.people.finding.ranking import Ranker
from alongside.foundation.vault.index.finding import find


@dataclass(frozen=True)
class Hit:
    """Somebody who was found: what to call her, and why as codes of `ranking.WHY`."""

    person: UUID
    name: str = field(repr=False)
    born: date | None = field(repr=False)
    why: tuple[str, ...]
    score: float


def find_people(
    asked: Asked,
    *,
    keep: Callable[[list[UUID]], set[UUID]] | None,
    place: Callable[[UUID], bool] = lambda person: True,
    limit: int = 20,
) -> list[Hit]:
    """The best first. Of those whom `keep` leaves out nothing is opened, counted or ranked. Where
    `place` says no, where she lives neither finds her nor brings her forward."""
    clues = asked.clues
    if not clues.tokens:
        return []
    ranker, hits = Ranker(asked), []
    for found in find(clues, keep=keep):
        known = place(found.owner)
        score, why = ranker.rank(found.card, place=known)
        if why:
            rare = found.score if known or not asked.postcode else 0.0
            hits.append((score, rare, _hit(found, why, score)))
    hits.sort(key=lambda each: (-each[0], -each[1], str(each[2].person)))
    return [hit for *_scores, hit in hits[:limit]]


def _hit(found, why, score):
    born = found.card.get("born")
    name = found.card.get("name") or _("No name given")
    return Hit(found.owner, name, date.fromisoformat(born) if born else None, why, score)
