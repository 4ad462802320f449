"""What a partner may be told: what she agreed to, and in danger what safety needs; no more."""

from collections.abc import Iterable
from datetime import datetime

from alongside.casework.cases.models import Case
from alongside.casework.consents.ledger import agreed
from alongside.casework.consents.models import Consent
from alongside.foundation.packs.loader import words

HERE = "is_client"  # whoever sits in a meeting about her learns at least this
# Without her consent only what keeps somebody alive; what would help her, letters and notes of ours
# never.
FOR_SAFETY = (HERE, "name", "reach", "address", "happened", "danger")


def told_with(items: Iterable[str]) -> list[str]:
    """What is told at all, in the order of the vocabulary's codes."""
    return sorted({HERE, *items})


def consent_for(
    case: Case, purpose: str, agency: str, items: Iterable[str], at: datetime
) -> Consent | None:
    """On which consent of hers this agency may be told all of it; none where there is none."""
    return agreed(case, purpose, agency, told_with(items), at)


def never_without_consent(items: Iterable[str]) -> list[str]:
    """Of these, in words, what no danger allows to be told."""
    return [words("consent_item", item) for item in items if item not in FOR_SAFETY]
