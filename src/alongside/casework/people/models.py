"""A person we work alongside, by the name she wants; the pack says what to call her on screen."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.casework.people.around import Characteristics, Child, Helps, OpposedPoint
from alongside.casework.people.death.models import Death
from alongside.casework.people.merging.elsewhere import Elsewhere
from alongside.casework.people.merging.models import Merge
from alongside.casework.people.times.zones import city_of
from alongside.casework.people.walled.models import Wall
from alongside.casework.people.windows import in_words, is_any_time
from alongside.foundation.clock import now
from alongside.foundation.packs.fields import CodedField
from alongside.foundation.vault.fields import SealedDate, SealedJSON, SealedText
from alongside.foundation.vault.models import KeyOwner
from alongside.foundation.vault.reading import told

__all__ = ["Characteristics", "Child", "Death", "Helps", "Merge", "OpposedPoint", "Wall"]

BY_PHONE = ("mobile", "landline", "professional")


class Person(KeyOwner):
    """Everything that could tell who she is stands sealed under her own key."""

    known_as = SealedText(
        _("known as"),
        sealed_as="person.known_as",
        blank=True,
        default="",
    )
    given_names = SealedText(
        _("given names"),
        sealed_as="person.given_names",
        blank=True,
        default="",
    )
    family_name = SealedText(
        _("family name"),
        sealed_as="person.family_name",
        blank=True,
        default="",
    )
    birth_date = SealedDate(_("born"), sealed_as="person.birth_date", null=True, blank=True)
    pronouns = SealedText(
        _("pronouns"),
        sealed_as="person.pronouns",
        blank=True,
        default="",
    )
    languages = SealedText(
        _("languages"),
        sealed_as="person.languages",
        blank=True,
        default="",
    )
    address = SealedText(
        _("address"),
        sealed_as="person.address",
        blank=True,
        default="",
    )
    postcode = SealedText(
        _("postcode"),
        sealed_as="person.postcode",
        blank=True,
        default="",
    )
    previous_names = SealedText(
        _("earlier names"),
        sealed_as="person.previous_names",
        blank=True,
        null=True,
        default="",
    )
    spellings = SealedText(
        _("other spellings"),
        sealed_as="person.spellings",
        blank=True,
        null=True,
        default="",
    )
    reads = SealedText(
        _("reads and writes"),
        sealed_as="person.reads",
        blank=True,
        null=True,
        default="",
    )
    interpreter_plan = SealedText(
        _("interpreting"),
        sealed_as="person.interpreter_plan",
        blank=True,
        null=True,
        default="",
    )
    interpreter_avoid = SealedText(
        _("who must not interpret"),
        sealed_as="person.interpreter_avoid",
        blank=True,
        null=True,
        default="",
    )
    adjustments = SealedText(
        _("what makes it easier to take part"),
        sealed_as="person.adjustments",
        blank=True,
        null=True,
        default="",
    )
    age_band = CodedField(_("age"), vocabulary="age_band", blank=True, default="")
    interpreter = CodedField(
        _("interpreter wanted?"), vocabulary="yes_no_unknown", default="unknown"
    )
    told_of_safety = SealedText(
        _("what others said about safe contact"),
        sealed_as="person.told_of_safety",
        blank=True,
        default="",
    )
    address_class = CodedField(
        _("who may learn the address"), vocabulary="address_class", default="not_asked"
    )
    dead = models.BooleanField(default=False, editable=False)  # a death stands; see `Death`
    lead = models.ForeignKey(  # none: she stands alone; see `merging/together.py`
        "self", models.PROTECT, null=True, related_name="+", editable=False
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
    zone = SealedText(
        _("time zone of these times"),
        sealed_as="contact_point.zone",
        blank=True,
        null=True,
        default="",
    )
    use = CodedField(_("what it may be used for"), vocabulary="point_use", default="calls")
    availability = CodedField(
        _("can it be used at present?"), vocabulary="availability", default="can_be_used"
    )
    voicemail = CodedField(
        _("may we leave a message?"), vocabulary="yes_no_unknown", default="unknown"
    )
    who_may_answer = SealedText(
        _("who may answer"), sealed_as="contact_point.who_may_answer", blank=True, default=""
    )
    say = SealedText(_("who to say you are"), sealed_as="contact_point.say", blank=True, default="")
    preview = CodedField(
        _("may a locked screen show a message?"), vocabulary="yes_no_unknown", default="unknown"
    )
    shows = CodedField(_("what shows when we call"), vocabulary="caller_id", default="not_known")
    our_number = SealedText(
        _("which of our numbers"),
        sealed_as="contact_point.our_number",
        blank=True,
        null=True,
        default="",
    )
    sender = SealedText(
        _("name of the sender"), sealed_as="contact_point.sender", blank=True, null=True, default=""
    )
    say_to_others = SealedText(
        _("what to say to others"),
        sealed_as="contact_point.say_to_others",
        blank=True,
        null=True,
        default="",
    )
    code_question = SealedText(
        _("question of the code"),
        sealed_as="contact_point.code_question",
        blank=True,
        null=True,
        default="",
    )
    code_reply = SealedText(
        _("reply of the code"),
        sealed_as="contact_point.code_reply",
        blank=True,
        null=True,
        default="",
    )
    if_not_safe = SealedText(
        _("if it is not safe to talk"),
        sealed_as="contact_point.if_not_safe",
        blank=True,
        default="",
    )
    token = models.BinaryField(max_length=32, null=True, editable=False)
    confirmed_on = models.DateField(_("confirmed on"), null=True, editable=False)
    ended_on = models.DateField(null=True, editable=False)
    doubted_at = models.DateTimeField(null=True, editable=False)
    tried_on = models.DateField(null=True, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    elsewhere: Elsewhere | None = None  # told by `points_of_all` where she has several records

    objects = ContactPointQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["token"], name="contact_points_alike")]

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
        """To be rung at; a mobile for text messages alone is none. What another record of hers
        says of the same number is asked as well, here and below."""
        return all(each.kind in BY_PHONE and each.use != "texts" for each in self.everywhere)

    @property
    def by_text(self):
        return all(each.kind == "mobile" and each.use != "calls" for each in self.everywhere)

    @property
    def may_leave_message(self):
        return all(each.voicemail == "yes" for each in self.everywhere)

    @property
    def may_show_message(self):
        return all(each.preview == "yes" for each in self.everywhere)

    @property
    def everywhere(self):
        """The same number or address, at this record and at others of hers."""
        return (self, *(self.elsewhere.alike if self.elsewhere else ()))

    @property
    def their_zone(self):
        """The time zone of her times as a city, where it is not ours."""
        return "" if self.zone in ("", settings.TIME_ZONE) else city_of(self.zone)
