"""What the pages about accounts and unfinished words show."""

from allauth.mfa.models import Authenticator

from alongside.foundation.accounts.models import Draft, Invitation, User

KEPT_FOR_YOU = 10
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def draft_for(user: User, page: str) -> Draft | None:
    """The unfinished words of this user, and no one else's, for one page."""
    return Draft.objects.filter(owner=user, page=page).first()


def drafts_of(user: User) -> list[Draft]:
    """The newest unfinished forms; only their pages and times are read here."""
    return list(Draft.objects.filter(owner=user).defer("words")[:KEPT_FOR_YOU])


def open_invitation(digest: str) -> Invitation | None:
    """An invitation that can still be taken up."""
    return Invitation.objects.open().filter(digest=digest).select_related("user").first()


def recovery_codes_of(user: User) -> list[str]:
    """Those not used yet."""
    kept = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return kept.wrap().get_unused_codes() if kept else []


def has_second_factor(user: User) -> bool:
    """Whether an app that shows codes, or a passkey, is set up."""
    return Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exists()


def has_codes(user: User) -> bool:
    """Whether an app that shows codes is set up."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def by_role() -> tuple[list[User], list[User]]:
    """For the demo: the first person of every role by name, and after them everybody else; some
    things want a second person of the same role."""
    first: dict[str, User] = {}
    others = []
    for user in User.objects.who_may_sign_in().order_by("name"):
        if first.setdefault(user.role, user) != user:
            others.append(user)
    return list(first.values()), others


def waiting_invitations() -> list[Invitation]:
    """Those that open nothing until a second person agrees, the newest first."""
    return list(Invitation.objects.waiting().select_related("user"))
