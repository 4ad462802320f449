"""What stands around a person: what she told once for all, whose numbers are nobody's."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.foundation.packs.fields import CodedField
from alongside.foundation.vault.fields import SealedJSON, SealedText
from alongside.foundation.vault.models import Part


class Helps(models.Model):
    """What helps and what makes it harder, in her own words: a page from day one, hers to shape."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField("people.Person", models.CASCADE, related_name="helps")
    pace = SealedText(
        _("pace and place"),
        sealed_as="helps.pace",
        blank=True,
        default="",
    )
    worker = SealedText(
        _("who should work with them"),
        sealed_as="helps.worker",
        blank=True,
        default="",
    )
    triggers = SealedText(
        _("what brings it back"),
        sealed_as="helps.triggers",
        blank=True,
        default="",
    )
    signs = SealedText(
        _("early signs"),
        sealed_as="helps.signs",
        blank=True,
        default="",
    )
    good = SealedText(
        _("what helps"),
        sealed_as="helps.good",
        blank=True,
        default="",
    )
    harder = SealedText(
        _("what makes it harder"),
        sealed_as="helps.harder",
        blank=True,
        default="",
    )
    not_again = SealedText(
        _("what not to ask again"),
        sealed_as="helps.not_again",
        blank=True,
        default="",
    )
    bring = SealedText(
        _("whom to bring"),
        sealed_as="helps.bring",
        blank=True,
        default="",
    )
    strengths = SealedText(
        _("strengths"),
        sealed_as="helps.strengths",
        blank=True,
        default="",
    )
    version = models.PositiveIntegerField(default=1)

    @property
    def key_id(self):
        return self.person.key_id


class ChildQuerySet(models.QuerySet):
    def answered(self):
        return self.exclude(answered_on=None)


class Child(models.Model):
    """What has to be known of a child before anybody rings: who holds parental responsibility,
    whether any of them is suspected, whether the child agrees that they know."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField("people.Person", models.CASCADE, related_name="child")
    holds = SealedText(
        _("who holds parental responsibility"), sealed_as="child.holds", blank=True, default=""
    )
    suspected = CodedField(
        _("is any of them suspected?"), vocabulary="yes_no_unknown", default="unknown"
    )
    agrees = CodedField(
        _("does the child agree that they know?"), vocabulary="yes_no_unknown", default="unknown"
    )
    competence = CodedField(_("decides alone"), vocabulary="competence", default="not_assessed")
    competence_why = SealedText(_("why"), sealed_as="child.competence_why", blank=True, default="")
    answered_on = models.DateField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    objects = ChildQuerySet.as_manager()

    @property
    def key_id(self):
        return self.person.key_id

    @property
    def is_answered(self):
        return bool(self.holds) and "unknown" not in (self.suspected, self.agrees)


class Characteristics(Part):
    """How she describes herself, as far as she wanted to be asked: told, would rather not say, or
    not asked, which are three answers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField("people.Person", models.CASCADE, related_name="characteristics")
    told = SealedJSON(_("about themselves"), sealed_as="characteristics.told", default=dict)
    source = CodedField(_("who said so"), vocabulary="told_by")
    version = models.PositiveIntegerField(default=1)

    @property
    def key_id(self):
        return self.person.key_id

    def holds(self, item=""):
        return item in self.told

    def left_without(self, item):
        """One of them goes; what else she told of herself stays."""
        return {"told": {name: said for name, said in self.told.items() if name != item}}


class OpposedPoint(models.Model):
    """A number or address of somebody a person is not safe from, as a keyed digest and no more.
    `party` is a plain id, for cases stand above."""

    token = models.BinaryField(max_length=32)
    party = models.UUIDField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["token"], name="opposed")]
