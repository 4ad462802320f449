"""Who is the second hand where a wall is lifted."""

from uuid import UUID

from alongside.casework.people.models import Wall
from alongside.foundation.accounts.hands import one_hand, same_hand


def may_agree(wall: Wall, user_id: UUID) -> bool:
    """Somebody asked, and this is neither an account that she could hold nor one of whoever
    stands behind it."""
    asker = wall.lifting_asked_by_id
    apart = asker is not None and not one_hand(asker, user_id)
    return apart and not same_hand(wall.user_id, user_id)
