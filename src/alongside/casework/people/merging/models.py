"""That two records are of one person: proposed by one, confirmed by another, and undone."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.clock import now
from alongside.foundation.vault.fields import SealedText

# On the agenda of whoever sees both records: about the merge and about no case, for others who
# read one of the cases may not know of the other record.
PROPOSED, DECLINED = "merge_proposed", "merge_declined"
TOGETHER, PARTED = "records_together", "records_parted"
ON_AGENDA = (PROPOSED, DECLINED, TOGETHER, PARTED)


def _staff(**more):
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", **more)


class MergeQuerySet(models.QuerySet):
    def waiting(self):
        """Proposed, and nobody has answered yet."""
        return self.filter(confirmed_at=None, declined_at=None)

    def standing(self):
        """Confirmed, and the records were not parted again."""
        return self.exclude(confirmed_at=None).filter(undone_at=None)

    def answered(self):
        """Nobody need be asked about these two again: they are one person, were parted, or somebody
        said that they are two. What its proposer took back is no answer."""
        two = Q(declined_at__isnull=False) & ~Q(declined_by=F("proposed_by"))
        return self.filter(two | Q(confirmed_at__isnull=False))

    def live(self):
        """Waiting or standing: of each two records there is one at most."""
        return self.filter(declined_at=None, undone_at=None)


class Merge(models.Model):
    """A link and nothing more: no row moves from one record to the other and nothing is sealed
    anew. Of the two the one with the smaller id is `person`, and the words lie under that key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    other = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    reason = SealedText(_("why they are one person"), sealed_as="merge.reason")
    proposed_at = models.DateTimeField(default=now)
    proposed_by = _staff()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = _staff(null=True)
    declined_at = models.DateTimeField(null=True)
    declined_by = _staff(null=True)
    declined_reason = SealedText(
        _("why they are not"), sealed_as="merge.declined_reason", blank=True, default=""
    )
    undone_at = models.DateTimeField(null=True)
    undone_by = _staff(null=True)
    undone_reason = SealedText(
        _("why they were parted again"), sealed_as="merge.undone_reason", blank=True, default=""
    )

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["proposed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "other"],
                condition=Q(declined_at=None, undone_at=None),
                name="one_merge_of_two_at_once",
            )
        ]

    @property
    def key_id(self):
        return self.person.key_id

    @property
    def waits(self):
        return self.confirmed_at is None and self.declined_at is None

    @property
    def stands(self):
        return self.confirmed_at is not None and self.undone_at is None

    def beyond(self, person):
        """The other of the two."""
        return self.other if self.person_id == person.pk else self.person
