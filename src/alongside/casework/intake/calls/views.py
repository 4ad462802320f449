"""The page beside the telephone: what to say, quick notes, and the way when somebody is unsafe."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.casework.intake.calls.commands import (
    AlreadyReferred,
    begin_unsafe_call,
    refer_call,
    take_call,
    write_up_call,
)
from alongside.casework.intake.calls.forms import CallForm
from alongside.casework.intake.calls.queries import SHOWN, call_of, kept_for
from alongside.casework.intake.forms import ReferralForm
from alongside.casework.intake.views import received
from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.accounts.drafts import drafted, restored
from alongside.foundation.packs.loader import pack
from alongside.organisation.workforce.models import Programme


@staff_page(Permission.REFERRAL_ADD)
@drafted
def new(request):
    words, kept_at = restored(request)
    form = CallForm(request.POST or None, initial=words or None)
    if "unsafe" in request.POST:
        call = begin_unsafe_call(**form.whatever_is_right(), by=request.user, once=form.once)
        return redirect("intake:calls:unsafe-call", call.pk)
    if form.is_valid():
        call = take_call(**form.values(), by=request.user, once=form.once)
        return _go_on(request, call)
    context = {"title": _("A call comes in"), "form": form, "draft_kept_at": kept_at}
    context["guide"], context["denial"] = _guide()
    context["kept"] = kept_for(request.user)[:SHOWN]
    return render(request, "intake/call.html", context)


@staff_page(Permission.REFERRAL_ADD)
def unsafe(request):
    """The words alone, for whoever has no call on the page yet."""
    return render(request, "intake/unsafe.html", _unsafe_words())


@staff_page(Permission.REFERRAL_ADD)
@drafted
def unsafe_call(request, call_id):
    """The words first; what was noted stands below, to be finished when it is over."""
    call = call_of(call_id, user=request.user)
    words, kept_at = restored(request)
    told = {"kind": call.kind, "notes": call.notes, "minutes": call.minutes or None}
    form = CallForm(request.POST or None, initial=words or told)
    if form.is_valid():
        write_up_call(call, **form.values(), by=request.user, once=form.once)
        return _go_on(request, call)
    context = {**_unsafe_words(), "form": form, "draft_kept_at": kept_at}
    return render(request, "intake/unsafe.html", context)


@staff_page(Permission.REFERRAL_ADD)
@drafted
def refer(request, call_id):
    """The form of a referral, with what was noted on the phone in it."""
    call = call_of(call_id, user=request.user)
    words, kept_at = restored(request)
    noted = {"source": "phone", "happened": call.notes, "danger": "high" if call.unsafe else None}
    told = words or {name: value for name, value in noted.items() if value}
    open_ones = Programme.objects.filter(open=True)
    form = ReferralForm(request.POST or None, initial=told, programmes=open_ones)
    if call.referral_id and request.method != "POST":
        return _referred_before(request)
    if not form.is_valid():
        context = {"title": _("A referral from the call"), "form": form, "draft_kept_at": kept_at}
        return render(request, "intake/add.html", context)
    try:
        referral = refer_call(call, form.arrival(), by=request.user, once=form.once)
    except AlreadyReferred:
        return _referred_before(request)
    return received(request, referral)


def _go_on(request, call):
    if "refer" in request.POST:
        return redirect("intake:calls:refer", call.pk)
    messages.success(request, _("The call is counted. Your notes are kept for 30 days, for you."))
    return redirect("intake:calls:new")


def _referred_before(request):
    messages.info(request, _("A referral came of this call before. Nothing was done twice."))
    return redirect("intake:calls:new")


def _guide():
    """Kind by kind, in the order of the list; and what is always said to a suspect."""
    rules, asked = pack(), CallForm.base_fields["kind"]
    lines = rules.phone.kinds
    offered = [(code, words) for code, words in asked.choices if code in lines]
    denial = list(rules.safe_contact.neither_confirm_nor_deny.values())
    return [(code, words, lines[code]) for code, words in offered], denial


def _unsafe_words():
    return {
        "title": _("Unsafe right now"),
        "lines": pack().phone.unsafe,
        "silent": pack().silent_ways(),
    }
