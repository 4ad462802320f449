"""A person we work alongside, by the name she wants; the pack says what to call her on screen."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.casework.people.windows import in_words, is_any_time
from alongside.foundation.clock import now
from alongside.foundation.packs.fields import CodedField
from alongside.foundation.vault.fields import SealedDate, SealedJSON, SealedText
from alongside.foundation.vault.models import KeyOwner
from alongside.foundation.vault.reading import told

BY_PHONE = ("mobile", "landline", "professional")


class Person(KeyOwner):
    """Everything that could tell who she is stands sealed under her own key."""

    known_as = SealedText(_("known as"), sealed_as="person.known_as", blank=True, default="")
    given_names = SealedText(
        _("given names"), sealed_as="person.given_names", blank=True, default=""
    )
    family_name = SealedText(
        _("family name"), sealed_as="person.family_name", blank=True, default=""
    )
    birth_date = SealedDate(_("born"), sealed_as="person.birth_date", null=True, blank=True)
    pronouns = SealedText(_("pronouns"), sealed_as="person.pronouns", blank=True, default="")
    languages = SealedText(_("languages"), sealed_as="person.languages", blank=True, default="")
    address = SealedText(_("address"), sealed_as="person.address", blank=True, default="")
    postcode = SealedText(_("postcode"), sealed_as="person.postcode", blank=True, default="")
    told_of_safety = SealedText(
        _("what others said about safe contact"),
        sealed_as="person.told_of_safety",
        blank=True,
        default="",
    )
    address_class = CodedField(
        _("who may learn the address"), vocabulary="address_class", default="not_asked"
    )
    added_at = models.DateTimeField(default=now, editable=False)
    version = models.PositiveIntegerField(default=1)

    @property
    def name(self):
        """What to call her: her own choice first, then her given names, never a guess."""
        full = f"{told(self, 'given_names')} {told(self, 'family_name')}".strip()
        return told(self, "known_as") or full or str(_("No name given"))

    @property
    def first_name(self):
        """In a sentence; the whole of a chosen name, for it may be two words."""
        return self.known_as or self.given_names.split(" ")[0] or str(_("this person"))

    @property
    def address_is_open(self):
        """Not asked is not open."""
        return self.address_class == "open"


class ContactPointQuerySet(models.QuerySet):
    def current(self):
        return self.filter(withdrawn_at=None)


class ContactPoint(models.Model):
    """A number or address, and what she has said about using it. Nothing said is not safe."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="contact_points")
    kind = CodedField(_("kind"), vocabulary="contact_point_kind")
    value = SealedText(_("number or address"), sealed_as="contact_point.value")
    whose = SealedText(_("whose it is"), sealed_as="contact_point.whose", blank=True, default="")
    state = CodedField(_("is it safe?"), vocabulary="safety_state", default="unknown")
    windows = SealedJSON(_("safe times"), sealed_as="contact_point.windows", default=list)
    voicemail = CodedField(
        _("may we leave a message?"), vocabulary="yes_no_unknown", default="unknown"
    )
    who_may_answer = SealedText(
        _("who may answer"), sealed_as="contact_point.who_may_answer", blank=True, default=""
    )
    say = SealedText(_("who to say you are"), sealed_as="contact_point.say", blank=True, default="")
    if_not_safe = SealedText(
        _("if it is not safe to talk"),
        sealed_as="contact_point.if_not_safe",
        blank=True,
        default="",
    )
    confirmed_on = models.DateField(_("confirmed on"), null=True, editable=False)
    doubted_at = models.DateTimeField(null=True, editable=False)
    tried_on = models.DateField(null=True, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = ContactPointQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    @property
    def key_id(self):
        return self.person.key_id

    @property
    def safe_times(self):
        """In words, from Monday on; empty when none were told."""
        return in_words(self.windows)

    @property
    def safe_at_any_time(self):
        return is_any_time(self.windows)

    @property
    def is_by_phone(self):
        return self.kind in BY_PHONE


class WallQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(lifted_at=None)

    def of(self, user):
        """The people of whom this user must not even learn that they are here."""
        return self.standing().filter(user=user).values("person")


class Wall(models.Model):
    """Between one member of staff and one person: related, a neighbour, accused. For whoever
    stands behind it the person is not here at all; official totals count her all the same."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="walls")
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
