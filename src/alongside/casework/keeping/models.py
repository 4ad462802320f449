"""What is kept in spite of everything, and what was erased for good."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.casework.people.models import Person
from alongside.foundation.clock import now, today
from alongside.foundation.packs.fields import CodedField
from alongside.foundation.vault.fields import SealedJSON, SealedText


def _staff(**more):
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", **more)


class HoldQuerySet(models.QuerySet):
    def standing(self, day=None):
        """Not lifted, and its day, where it has one, not over."""
        return self.filter(Q(until=None) | Q(until__gte=day or today()), lifted_at=None)


class Hold(models.Model):
    """A claim, a complaint or an inquiry runs: nothing of this person's is erased meanwhile, and no
    entry corrected or withdrawn. One person sets it, two lift it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="holds")
    ground = CodedField(_("ground"), vocabulary="hold_ground")
    reason = SealedText(_("reason"), sealed_as="hold.reason", blank=True, default="")
    until = models.DateField(_("until"), null=True, blank=True)
    set_at = models.DateTimeField(default=now)
    set_by = _staff()
    lifting_asked_by = _staff(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = _staff(null=True)
    elsewhere: bool = False  # said on the page of another record of hers

    objects = HoldQuerySet.as_manager()

    @property
    def key_id(self):
        return self.person.key_id


class Kept(models.Model):
    """What stood in a row before somebody changed it, or took it out of sight, while a hold stood:
    sealed under the key of that row, those of an opponent under the key of their compartment, and
    gone with it. `what` and `row` say which row, whose table may stand above."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    case = models.UUIDField(null=True)  # none: hers in every case; a plain id
    what = models.CharField(max_length=60)
    row = models.UUIDField(db_index=True)
    words = SealedJSON(sealed_as="kept.words", default=dict)
    sealed_with = models.UUIDField(editable=False)
    taken_out = models.BooleanField(default=False)
    at = models.DateTimeField(default=now)
    by = _staff()

    class Meta:
        ordering = ["-at", "id"]
        indexes = [models.Index(fields=["person", "-at"], name="kept_of_a_person")]

    @property
    def key_id(self):
        return self.sealed_with


class OrderedQuerySet(models.QuerySet):
    def under_way(self):
        """Ordered, and neither completed nor called off."""
        return self.filter(completed_at=None, called_off_at=None)

    def interrupted(self):
        """Agreed, so nothing waits for anybody, and yet not completed."""
        return self.under_way().exclude(agreed_at=None)


class ErasureQuerySet(OrderedQuerySet):
    def of_case(self, person, case):
        """Whatever erases this case: alone, or with its person. Takes ids or references."""
        return self.filter(Q(case=case) | Q(case=None), person=person)


class Ordered(models.Model):
    """Something goes for good, one step after another: ordered, agreed by somebody else, done, its
    last traces written over, completed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ground = CodedField(_("ground"), vocabulary="erasure_ground")
    ordered_at = models.DateTimeField(default=now)
    ordered_by = _staff()
    called_off_at = models.DateTimeField(null=True)
    agreed_at = models.DateTimeField(null=True)
    agreed_by = _staff(null=True)
    gone_from_backups_on = models.DateField(null=True)
    checkpointed_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class Erasure(Ordered):
    """A person or one case, whose keys are destroyed."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="erasures")
    case = models.UUIDField(null=True)  # none: the whole person; a plain id, for cases stand above
    destroyed_at = models.DateTimeField(null=True)
    keys = models.PositiveIntegerField(default=0)
    wrapped_by = models.CharField(max_length=32, default="")  # the organisation key of that moment

    objects = ErasureQuerySet.as_manager()

    class Meta:
        ordering = ["-ordered_at", "id"]
        indexes = [models.Index(fields=["person"], name="erasures_of_a_person")]


class TakingOut(Ordered):
    """The words of one part of a record: a note, what a consent says, one thing that she told of
    herself. The row stays, and what is counted of it. `what` says which kind of part it is, and
    `item` which one where a row holds several; nothing here says what the words were."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    case = models.UUIDField()  # in whose pages it was ordered; a plain id, for cases stand above
    what = models.SlugField(max_length=30, db_index=False)
    part = models.UUIDField()
    taken_out_at = models.DateTimeField(null=True)

    objects = OrderedQuerySet.as_manager()

    class Meta:
        ordering = ["-ordered_at", "id"]
        indexes = [models.Index(fields=["part"], name="taken_out_of_a_part")]


class Period(models.Model):
    """How long the service itself keeps files of one kind after the end of support: the newest
    line counts, and goes before the pack."""

    kind = models.SlugField(max_length=20, db_index=False)
    months = models.PositiveSmallIntegerField()
    set_at = models.DateTimeField(default=now)
    set_by = _staff()

    class Meta:
        ordering = ["-set_at", "-pk"]


class KeptLonger(models.Model):
    """Somebody looked at a file whose time was over, and kept it until another day. The newest
    line counts. `case` is a plain id, for cases stand above."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    case = models.UUIDField(db_index=True)
    reason = SealedText(_("reason"), sealed_as="kept_longer.reason")
    until = models.DateField()
    at = models.DateTimeField(default=now)
    by = _staff()

    @property
    def key_id(self):
        return self.person.key_id
