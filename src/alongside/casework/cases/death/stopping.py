"""What of the agenda goes on when a client has died: only what colleagues owe each other."""

from uuid import UUID

from django.db.models import Model

from alongside.casework.cases.models import SECOND_EYES
from alongside.casework.people.merging.models import ON_AGENDA
from alongside.casework.people.merging.records import records_of
from alongside.casework.people.merging.together import together
from alongside.casework.people.models import Death, Person
from alongside.foundation.agenda.commands import Stopped

DIED = "died"
BEREAVEMENT, MISTAKEN = "bereavement", "bereavement_mistake"
# A second look, an erasure that waits for another person, a wall, a question between colleagues,
# whether a referral is of this person at all, and which records are: none of them asks anything of
# her. Any other kind stops, so that one that is new stops too.
STAYS = (
    *SECOND_EYES,
    "wall_lifting",
    "erasure_ordered",
    "same_person",
    *ON_AGENDA,
    "follow_up",
    "follow_up_answered",
)


def stopped_by_death(subject: Model, kind: str) -> Stopped | None:
    """Whoever puts something on the agenda for somebody who has died puts it there stopped: it
    comes back with the rest if the death was a mistake."""
    person = getattr(subject, "person_id", None)  # a case has one, a referral has one
    if person is None or kind in STAYS:
        return None
    standing = Death.objects.standing().filter(person__in=records_of(person))
    death = standing.values_list("pk", flat=True).first()
    return Stopped(death, DIED) if death else None


def all_about(person: Person) -> set[UUID]:
    """The ids of whatever belongs to her, at any of her records and in every module, known here or
    not: rows of the agenda may be about any of it."""
    hers = together(person)
    found = set(hers)
    for relation in Person._meta.related_objects:
        model = relation.related_model
        rows = model._base_manager.filter(**{f"{relation.field.name}__in": hers})
        found |= {pk for pk in rows.values_list("pk", flat=True) if isinstance(pk, UUID)}
    return found
