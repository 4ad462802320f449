"""Appointing somebody outside the house, making her sheet of codes, and spending one of them."""

from alongside.foundation.accounts.commands import AnotherMust
from alongside.foundation.accounts.hands import one_hand
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command
from alongside.foundation.clock import now
from alongside.foundation.lots import draw, in_halves
from alongside.foundation.vault.keys import cut_key_for
from alongside.organisation.workforce.models import DutyLine, NightCode, Outsider
from alongside.organisation.workforce.outsiders.codes import LENGTH, SHEET, digest_of


class NotAppointed(Exception):
    """Nobody has agreed to her yet, or she was let go: she gets no codes."""


class CodeSpent(Exception):
    """The code was used a moment ago."""


@command("outsider.appointed")
def appoint_outsider(*, name: str, organisation: str, phone: str, by: User) -> Outsider:
    """Under a key of her own. She can let people in to files, so one person alone is not enough."""
    told = {"name": name, "organisation": organisation, "phone": phone}
    outsider = Outsider(appointed_by=by, **told)
    cut_key_for(outsider)
    outsider.save(force_insert=True)
    return outsider


@command("outsider.agreed")
def agree_to_outsider(outsider: Outsider, *, by: User) -> Outsider:
    """The second person. Raises AnotherMust for whoever appointed her, and for an account that
    the same hand could hold."""
    if one_hand(outsider.appointed_by_id, by.pk):
        raise AnotherMust
    Outsider.objects.waiting().filter(pk=outsider.pk).update(agreed_by=by)
    return outsider


@command("outsider.ended")
def end_outsider(outsider: Outsider, *, by: User) -> Outsider:
    """Her codes open nothing from now on; what she did stays on record."""
    Outsider.objects.filter(pk=outsider.pk, ended_at=None).update(ended_at=now())
    NightCode.objects.filter(outsider=outsider, used_at=None).delete()
    return outsider


@command("outsider.codes_made")
def make_sheet(outsider: Outsider, *, by: User) -> Outsider:
    """New codes, and the earlier ones open nothing any more. The answer's `sheet` holds them by
    what they are good for: they are shown once. Raises NotAppointed."""
    if not Outsider.objects.standing().filter(pk=outsider.pk).update(codes_made_at=now()):
        raise NotAppointed
    NightCode.objects.filter(outsider=outsider, used_at=None).delete()
    sheet = {purpose: [draw(LENGTH) for _ in range(many)] for purpose, many in SHEET.items()}
    NightCode.objects.bulk_create(
        NightCode(outsider=outsider, purpose=purpose, digest=digest_of(code), made_by=by)
        for purpose, codes in sheet.items()
        for code in codes
    )
    read_out = {purpose: [in_halves(code) for code in codes] for purpose, codes in sheet.items()}
    outsider.sheet = read_out  # type: ignore[attr-defined]
    return outsider


@command("outsider.code_used", when_full=True)
def spend(code: NightCode, *, by: User) -> NightCode:
    """Once. Raises CodeSpent."""
    unused = NightCode.objects.filter(pk=code.pk, used_at=None)
    if not unused.update(used_at=now(), used_by=by):
        raise CodeSpent
    return code


@command("duty_line.set")
def set_duty_line(*, phone: str, hours: str, by: User) -> DutyLine:
    """From now on it stands on every screen; an empty number takes it away."""
    line, _ = DutyLine.objects.update_or_create({"phone": phone, "hours": hours}, pk=1)
    return line
