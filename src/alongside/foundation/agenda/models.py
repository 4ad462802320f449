"""The agenda: everything with a date that somebody has to see to."""

import uuid

from django.db import models


class ItemQuerySet(models.QuerySet):
    def open(self):
        return self.filter(settled_at=None)

    def about(self, subject, kind=None):
        items = self.filter(subject=subject.pk)
        return items.filter(kind=kind) if kind else items

    def asked_for_by(self, sources):
        return self.filter(source__in=[source.pk for source in sources])


class Item(models.Model):
    """Subject, owner and source are plain ids, so that every storey above can put a date here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.UUIDField()
    owner = models.UUIDField()
    source = models.UUIDField()
    kind = models.CharField(max_length=60)
    due = models.DateField()
    at = models.TimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20)
    settled_by = models.UUIDField(null=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["due", "at"]
        indexes = [
            models.Index(
                fields=["owner", "due"], name="today", condition=models.Q(settled_at=None)
            ),
            models.Index(fields=["subject", "due"], name="ahead_of_a_case"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "kind"],
                condition=models.Q(settled_at=None),
                name="one_open_item_per_source_and_kind",
            )
        ]
