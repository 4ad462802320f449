"""Whether a reader may read what is kept private, and who else has."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from alongside.casework.cases.models import Case
from alongside.casework.support.private.models import PRIVATE_OPENED, PrivateOpening, PrivateWords
from alongside.foundation.accounts.models import User
from alongside.foundation.agenda.models import Item
from alongside.foundation.clock import now

OPEN_FOR = timedelta(hours=1)


@dataclass(frozen=True)
class Private:
    """What is kept of one note, as this reader may see it: `words` are empty for whoever may not
    read them, who sees that they are there and whose they are."""

    kept: PrivateWords
    may_read: bool
    openings: list[PrivateOpening]
    to_see: bool

    @property
    def words(self) -> dict[str, str]:
        return self.kept.words if self.may_read else {}


def private_in(case: Case, contact: UUID, *, reader: User) -> Private | None:
    """Of one note; None where all of it is open."""
    kept = PrivateWords.objects.filter(case=case, contact=contact).select_related("worker").first()
    if kept is None:
        return None
    kept.case = case
    openings = list(kept.openings.select_related("by")[:20])
    for opening in openings:
        opening.kept = kept
    lately = now() - OPEN_FOR
    opened = any(each.by_id == reader.pk and each.at > lately for each in openings)
    rows = Item.objects.open().filter(kind=PRIVATE_OPENED, source=contact, owner=reader.pk)
    return Private(kept, opened or kept.worker_id == reader.pk, openings, rows.exists())
