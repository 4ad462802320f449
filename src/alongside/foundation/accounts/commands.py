"""Everything that changes who may sign in, and with what."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db.models import F

from alongside.foundation.accounts.another import AnotherMust
from alongside.foundation.accounts.hands import ONE_HAND_FOR, one_hand, same_hand
from alongside.foundation.accounts.models import (
    OPERATOR,
    DevicePin,
    Draft,
    Invitation,
    SecondFactorReset,
    SignInRules,
    User,
)
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now
from alongside.foundation.vault.keys import cut_key_for, key_id_of, was_destroyed

INVITED_FOR = timedelta(days=7)
DRAFTS_EACH = 50


class InvitationOver(Exception):
    """The invitation was used before, has run out, or never was."""


class AlreadySetUp(Exception):
    """She has a second factor, and this session has not passed it."""


@command("user.added")
def add_user(*, email: str, name: str, role: str, by: User, password: str | None = None) -> User:
    """Without a password nobody can sign in as this user until an invitation is taken up."""
    user = User(email=email.lower(), name=name, role=role)
    user.set_password(password)
    cut_key_for(user)
    user.save(force_insert=True)
    return user


def the_operator() -> User:
    """Whoever sits at the machine's own command line: a name in the trail that cannot sign in."""
    operator = User.objects.filter(role=OPERATOR).first()
    return operator or add_the_operator(by=User())


@command("user.operator_added")
def add_the_operator(*, by: User) -> User:
    """Made once, when the command line is first used."""
    operator = User(email="operator@localhost", name="Command line", role=OPERATOR, is_active=False)
    operator.set_unusable_password()
    cut_key_for(operator)
    operator.save(force_insert=True)
    return operator


def digest_of(token: str) -> str:
    """What is kept of an invitation's link; the link cannot be told from it."""
    return hashlib.sha256(token.encode()).hexdigest()


@command("user.invited")
def invite_user(
    *, email: str, name: str, role: str, by: User, needs_second: bool = False
) -> Invitation:
    """A new user, and a link by which she takes up her account: `token`, told this one time. One
    that `needs_second` opens nothing until somebody else has agreed."""
    return _new_link(add_user(email=email, name=name, role=role, by=by), needs_second, by=by)


@command("user.invited")
def invite_again(user: User, *, by: User) -> Invitation:
    """A new link; the earlier one stops working. May raise AnotherMust."""
    _by_somebody_else(user.second_factor_resets, by)
    latest = user.invitations.first()
    not_agreed = latest is not None and latest.needs_second and latest.agreed_by is None
    return _new_link(user, not_agreed, by=by)


@command("user.let_back_in")
def let_back_in(user: User, *, by: User, needs_second: bool = False) -> Invitation:
    """Whose access had ended comes back by a new link, to the second factor she had."""
    _by_somebody_else(user.second_factor_resets, by)
    user.is_active = True
    user.save(update_fields=["is_active"])
    return _new_link(user, needs_second, by=by)


@command("user.invitation_agreed")
def agree_to_invitation(invitation: Invitation, *, by: User) -> Invitation:
    """A second person knows of it: from now on the link opens. Raises AnotherMust for whoever made
    it, for an account that the same hand made, and for whoever it invites."""
    if invitation.user_id == by.pk or same_hand(invitation.made_by, by.pk):
        raise AnotherMust
    Invitation.objects.waiting().filter(pk=invitation.pk).update(agreed_by=by.pk)
    return invitation


def _new_link(user, needs_second, *, by):
    user.invitations.filter(used_at=None).update(expires_at=now())
    token = secrets.token_urlsafe(32)
    invitation = Invitation(user=user, digest=digest_of(token), made_by=by.pk)
    invitation.needs_second = needs_second
    invitation.expires_at = invitation.made_at + INVITED_FOR
    invitation.save(force_insert=True)
    invitation.token = token
    return invitation


def _by_somebody_else(earlier, by):
    User.objects.select_for_update().get(pk=earlier.instance.pk)  # of two at once, the later sees
    recent = earlier.filter(made_at__gt=now() - ONE_HAND_FOR)
    if any(one_hand(actor, by.pk) for actor in set(recent.values_list("made_by", flat=True))):
        raise AnotherMust


@command("user.invitation_taken_up")
def take_up_invitation(token: str, *, name: str, password: str, by: User) -> User:
    """Of two who press at once, one wins; the other gets InvitationOver."""
    invitation = Invitation.objects.open().filter(digest=digest_of(token)).first()
    mine = invitation and Invitation.objects.filter(pk=invitation.pk, used_at=None)
    if not mine or not mine.update(used_at=now()):
        raise InvitationOver
    user = invitation.user
    user.name = name
    user.save(update_fields=["name"])
    return change_password(user, password, by=by)


@command("user.password_changed")
def change_password(user: User, password: str, *, by: User) -> User:
    """Every other session of this user ends with it, and every PIN."""
    DevicePin.objects.filter(user=user).delete()
    user.set_password(password)
    user.save(update_fields=["password"])
    return user


@command("user.preferences_changed")
def set_preferences(user: User, *, language: str, shortcuts: bool, by: User) -> User:
    """How the pages speak to this user. Without a language they speak the browser's."""
    user.language, user.shortcuts = language, shortcuts
    user.save(update_fields=["language", "shortcuts"])
    return user


@command("user.access_ended", when_full=True)
def end_access(user: User, *, by: User) -> User:
    """From this moment: no sign-in, no invitation, no key and no PIN, and every open session ends.
    Who had keys alone comes back to nothing, which counts as a reset by whoever ended it."""
    user.invitations.filter(used_at=None).update(expires_at=now())
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    end_sessions(user, by=by)
    hers = Authenticator.objects.filter(user=user)
    keys = hers.filter(type=Authenticator.Type.WEBAUTHN)
    if keys.exists() and not hers.filter(type=Authenticator.Type.TOTP).exists():
        hers.exclude(type=Authenticator.Type.WEBAUTHN).delete()
        _note_reset(user, "Access ended.", by=by)
    keys.delete()
    return user


@command("second_factor.set_up")
def set_up_second_factor(user: User, secret: str, *, passed: bool, by: User) -> User:
    """The app that shows codes, and recovery codes for the day when it is not at hand. Every
    other session ends. Only a session that `passed` the earlier factor replaces it; another
    raises AlreadySetUp."""
    User.objects.select_for_update().get(pk=user.pk)  # of two at once, the later sees the earlier's
    if not passed and Authenticator.objects.filter(user=user).exists():
        raise AlreadySetUp
    end_sessions(user, by=by)
    Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.WEBAUTHN).delete()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return user


@command("second_factor.recovery_codes_renewed")
def renew_recovery_codes(user: User, *, by: User) -> User:
    """The earlier codes stop working."""
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
    RecoveryCodes.activate(user)
    return user


@command("second_factor.reset")
def reset_second_factor(user: User, reason: str, *, by: User) -> SecondFactorReset:
    """Her sessions end; at the next sign-in she sets one up anew. May raise AnotherMust."""
    _by_somebody_else(user.invitations, by)
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user, by=by)
    return _note_reset(user, reason, by=by)


def _note_reset(user, reason, *, by):
    reset = SecondFactorReset(user=user, key_id=user.key_id, reason=reason, made_by=by.pk)
    reset.save(force_insert=True)
    return reset


@command("draft.kept", when_full=True)
def keep_draft(
    page: str, words: dict[str, Any], *, subject: UUID | None, by: User
) -> Draft | list[Draft]:
    """Sealed for whoever typed it, under the key of the case or person it is about, if it is about
    one. Of what was erased while its form stood open nothing is kept.

    Which cases she may see is not known here. Nothing of a case is shown for naming its page, and
    of more than DRAFTS_EACH the oldest are dropped, so nobody fills the house by naming pages.
    """
    key_id = subject and key_id_of(subject)
    if subject and not key_id and was_destroyed(subject):
        return []
    kept = {
        "subject": subject,
        "key_id": key_id or by.key_id,
        "words": words,
        "kept_at": now(),
    }
    draft, _ = Draft.objects.update_or_create(kept, owner=by, page=page)
    others = Draft.objects.filter(owner=by).exclude(pk=draft.pk).order_by("-kept_at")
    for surplus in others.values_list("page", flat=True)[DRAFTS_EACH - 1 :]:
        drop_draft(surplus, by=by)
    return draft


@command("draft.dropped", when_full=True)
def drop_draft(page: str, *, by: User) -> list[Draft]:
    """Saved at last, or not wanted any more: the words are destroyed."""
    drafts = list(Draft.objects.filter(owner=by, page=page).defer("words"))
    Draft.objects.filter(owner=by, page=page).delete()
    return drafts


@command("user.sessions_ended", when_full=True)
def end_sessions(user: User, *, by: User) -> User:
    """Every window of this user is signed out, wherever it is, and every device's PIN forgotten."""
    DevicePin.objects.filter(user=user).delete()
    User.objects.filter(pk=user.pk).update(sessions=F("sessions") + 1)
    user.refresh_from_db(fields=["sessions"])
    return user


@command("organisation.sign_in_rules_set")
def set_sign_in_rules(*, shift_hours: int, lock_minutes: int, by: User) -> SignInRules:
    """For every sign-in from now on; whoever is signed in goes on as she began."""
    told = {"shift_hours": shift_hours, "lock_minutes": lock_minutes}
    rules, _ = SignInRules.objects.update_or_create(told, id=1)
    return rules
