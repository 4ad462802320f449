"""What waits for the outsider, in numbers, for whoever keeps the machine."""

from alongside.casework.intake.beyond.queries import beyond_everybody
from alongside.casework.intake.sides.queries import conflicts_beyond_everybody


def how_many_wait() -> int:
    """Referrals and conflicts together."""
    return beyond_everybody().count() + len(conflicts_beyond_everybody())


def what_waits() -> list[str]:
    """A sentence for each kind that waits, and nothing else of them."""
    many = {"referral": beyond_everybody().count(), "conflict": len(conflicts_beyond_everybody())}
    return [
        f"{number} {kind}{'s wait' if number > 1 else ' waits'} for the outsider."
        for kind, number in many.items()
        if number
    ]
