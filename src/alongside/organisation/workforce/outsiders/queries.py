"""Who the outsiders are, which code was read out, and the number that is always on screen."""

from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import ROLES
from alongside.foundation.accounts.hands import of_another_hand, same_hand
from alongside.foundation.accounts.models import User
from alongside.organisation.workforce.models import DutyLine, NightCode, Outsider
from alongside.organisation.workforce.outsiders.codes import digest_of


def outsiders() -> list[Outsider]:
    """Those who are appointed or wait for a second person, with how many codes are left."""
    left = Count("codes", filter=Q(codes__used_at=None))
    here = Outsider.objects.filter(ended_at=None).annotate(codes_left=left)
    return list(here.select_related("appointed_by"))


def outsiders_to_ring() -> list[Outsider]:
    """Those who can be the second person by phone now."""
    return list(Outsider.objects.standing())


def outsiders_waiting() -> list[Outsider]:
    """Those to whom a second person has not agreed yet."""
    return list(Outsider.objects.waiting())


def outsider_of(outsider_id: UUID) -> Outsider:
    """One who was not let go; else 404."""
    return get_object_or_404(Outsider.objects.filter(ended_at=None), pk=outsider_id)


def code_read_out(typed: str, purpose: str, *, to: User) -> NightCode | None:
    """The code, unused or used by herself before; None for every other, whatever is wrong with
    it. Whoever made the sheet knows its codes: for her, and for accounts of her hand, none is
    right."""
    codes = NightCode.objects.filter(outsider__in=Outsider.objects.standing(), purpose=purpose)
    code = codes.select_related("outsider").filter(digest=digest_of(typed)).first()
    if code is None or code.used_by_id not in (None, to.pk) or same_hand(code.made_by_id, to.pk):
        return None
    return code


def those_it_works_for(maker: User) -> QuerySet[User]:
    """Who could use a code at night of a sheet that `maker` makes. Where one person invited
    everybody, nobody: then whoever keeps the machine makes it."""
    roles = [role for role, held in ROLES.items() if Permission.EMERGENCY_OPEN in held]
    staff = User.objects.who_may_sign_in()
    staff = staff.filter(Q(role__in=roles) | Q(other_role__in=roles))
    return staff.filter(pk__in=of_another_hand(maker.pk, staff.values_list("pk", flat=True)))


def duty_line() -> DutyLine | None:
    """The organisation's duty number, if it has set one."""
    return DutyLine.objects.exclude(phone="").first()
