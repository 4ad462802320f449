"""What of the agenda goes on when a client has died: only what colleagues owe each other."""

from alongside.casework.cases.models import SECOND_EYES, Case
from alongside.casework.people.models import Death
from alongside.foundation.agenda.commands import Stopped

DIED = "died"
BEREAVEMENT, MISTAKEN = "bereavement", "bereavement_mistake"
# A second look, an erasure that waits for another person, a wall, a question between colleagues,
# and whether a referral is of this person at all: none of them asks anything of her. Any other
# kind stops, so that one that is new stops too.
STAYS = (
    *SECOND_EYES,
    "wall_lifting",
    "erasure_ordered",
    "same_person",
    "follow_up",
    "follow_up_answered",
)


def stopped_by_death(subject: object, kind: str) -> Stopped | None:
    """Whoever puts something on the agenda for somebody who has died puts it there stopped: it
    comes back with the rest if the death was a mistake."""
    if not isinstance(subject, Case) or kind in STAYS:
        return None
    standing = Death.objects.standing().filter(person=subject.person_id)
    death = standing.values_list("pk", flat=True).first()
    return Stopped(death, DIED) if death else None
