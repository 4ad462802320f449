"""Words in rows beside a referral, sealed with its person: they go where it goes."""

from typing import Any

from alongside.casework.intake.decided.queries import undone_of
from alongside.casework.intake.models import Referral, SafetyCall
from alongside.casework.intake.waiting.ending import calls_of
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command

Kept = list[tuple[Any, dict[str, str]]]


def keep_words_beside(referral: Referral) -> Kept:
    """In the open, to be sealed anew when the referral goes over to another record."""
    return [(row, {name: getattr(row, name) for name in names}) for row, names in _rows(referral)]


@command("referral.words_sealed_anew")
def seal_anew(kept: Kept, referral: Referral, *, by: User) -> Referral:
    """Under the key of the person with whom the referral stands now."""
    for row, words in kept:
        (row.wait if isinstance(row, SafetyCall) else row).referral = referral
        for name, said in words.items():
            setattr(row, name, said)
        row.save(update_fields=list(words))
    return referral


@command("referral.words_forgotten")
def forget_words_beside(referral: Referral, *, by: User) -> Referral:
    """The words alone go: they lie under a key that stays."""
    for row, names in _rows(referral):
        for name in names:
            setattr(row, name, "")
        row.save(update_fields=list(names))
    return referral


def _rows(referral):
    yield from ((call, ("found",)) for call in calls_of(referral))
    yield from ((undone, ("why", "signposted_to")) for undone in undone_of(referral))
