"""A wall between one member of staff and one person, whichever of her records it stands at."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.casework.people.merging.records import (
    records_beside,
    records_of,
    with_their_others,
)
from alongside.foundation.clock import now
from alongside.foundation.prepared import Prepared
from alongside.foundation.vault.fields import SealedText


class WallQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(lifted_at=None)

    def of(self, user):
        """The ids of the people of whom this user must not even learn that they are here."""
        return _BEFORE.asked(user=getattr(user, "pk", user))

    def raised_before(self, user):
        """The same, of walls that people raised."""
        return _RAISED.asked(user=user.pk)

    def carried_before(self, user):
        """The same, of walls that stand by likeness alone."""
        return _CARRIED.asked(user=user.pk)

    def people(self):
        """The ids of the people behind these: a wall at one record of somebody stands at all of
        them. Only for `person__in=`, for it cannot be filtered any more."""
        return with_their_others(self)

    def around(self, person):
        """Those that stand at any record of the person of this id."""
        return self.standing().filter(person__in=records_of(person))

    def hide(self, person, user):
        """Whether the person of this id is not here for this user."""
        return self.around(person).filter(user=user).exists()

    def beside(self, person, *, outside=1):
        """For a query of cases, referrals or people: those around the person that this column of
        theirs names."""
        return self.standing().filter(person__in=records_beside(person, outside=outside))


class Wall(models.Model):
    """Between one member of staff and one person: related, a neighbour, accused. For whoever
    stands behind it the person is not here at all; official totals count her all the same."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="walls")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = SealedText(_("why"), sealed_as="wall.reason", blank=True, default="")
    raised_at = models.DateTimeField(default=now)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    proposed = models.BooleanField(default=False)  # by the program; one person may take it back
    lifting_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    elsewhere: bool = False  # said on the page of another record of hers

    objects = WallQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "person"], condition=Q(lifted_at=None), name="one_standing_wall"
            )
        ]

    @property
    def key_id(self):
        return self.person.key_id


def before(user):
    """The walls that stand between this user and somebody."""
    return Wall.objects.standing().filter(user=user)


_ID = {"user": models.UUIDField()}
_BEFORE = Prepared(lambda user: before(user).people(), **_ID)
_RAISED = Prepared(lambda user: before(user).exclude(raised_by=None).people(), **_ID)
_CARRIED = Prepared(lambda user: before(user).filter(raised_by=None).people(), **_ID)
