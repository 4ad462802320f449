"""The people who work here, how they are let in, and the unfinished words we keep for them."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from alongside.foundation.clock import now
from alongside.foundation.vault.fields import SealedJSON, SealedText
from alongside.foundation.vault.models import KeyOwner

OPERATOR = "operator"


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, email):
        return self.get(email=email.lower())

    def who_may_sign_in(self):
        return self.filter(is_active=True).exclude(role=OPERATOR)


class User(AbstractBaseUser, KeyOwner):
    """Staff and volunteers. Their names and addresses are the service's own, and not sealed;
    what they write is."""

    email = models.EmailField(_("work e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=40)  # the hat she wears now
    other_role = models.CharField(_("second role"), max_length=40, blank=True, default="")
    is_active = models.BooleanField(default=True)
    sessions = models.PositiveIntegerField(default=0)
    language = models.CharField(_("language"), max_length=10, blank=True)  # empty: the browser's
    shortcuts = models.BooleanField(_("keyboard shortcuts"), default=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "role"]
    objects = UserManager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def _get_session_auth_hash(self, secret=None):
        # Raising `sessions` by one ends every session of this user at once.
        words = f"{self.sessions}:{self.password}"
        salt = "alongside.accounts.sessions"
        return salted_hmac(salt, words, secret=secret, algorithm="sha256").hexdigest()


class Window(AbstractBaseSession):
    """A browser in which somebody is signed in, or about to. What it holds is sealed; whose it
    is stands beside it, so that each can see and end her own."""

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="windows")

    @classmethod
    def get_session_store_class(cls):
        from alongside.foundation.accounts.windows.store import SessionStore

        return SessionStore


class DevicePin(models.Model):
    """Opens a lock on one device, within a shift, and nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="pins")
    device = models.CharField(max_length=64)  # a keyed digest: the device's id is in its cookie
    digest = models.CharField(max_length=200)
    tries = models.PositiveSmallIntegerField(default=0)
    set_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "device"], name="one_pin_a_device")]


class SignInRules(models.Model):
    """The organisation's own: how long a shift is, and after how long a window locks."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    shift_hours = models.PositiveSmallIntegerField(default=12)
    lock_minutes = models.PositiveSmallIntegerField(default=15)

    @classmethod
    def standing(cls) -> "SignInRules":
        """As the organisation set them, or as they come."""
        return cls.objects.first() or cls()


class InvitationQuerySet(models.QuerySet):
    def open(self):
        waiting = models.Q(needs_second=True, agreed_by=None)
        return self.unused().exclude(waiting)

    def waiting(self, at=None):
        return self.unused(at).filter(needs_second=True, agreed_by=None)

    def unused(self, at=None):
        return self.filter(used_at=None, expires_at__gt=at or now(), user__is_active=True)


class Invitation(models.Model):
    """A link that is handed over once. Only a digest of it is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.UUIDField()
    made_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    needs_second = models.BooleanField(default=False)  # it leads to files: a second person agrees
    agreed_by = models.UUIDField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]


class SecondFactorReset(models.Model):
    """Someone met this user in person and made room for a new second factor, and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="second_factor_resets")
    key_id = models.UUIDField(editable=False)
    reason = SealedText(_("reason"), sealed_as="second_factor_reset.reason")
    made_by = models.UUIDField()
    made_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-made_at"]


class Draft(models.Model):
    """What was typed into one form and not yet saved: kept for whoever typed it, and for nobody
    else, under the key of the case that it is about."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(User, models.CASCADE, related_name="drafts")
    page = models.CharField(max_length=300)
    subject = models.UUIDField(null=True)
    key_id = models.UUIDField(editable=False)
    words = SealedJSON(sealed_as="draft.words")
    kept_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-kept_at"]
        constraints = [models.UniqueConstraint(fields=["owner", "page"], name="one_draft_per_page")]
