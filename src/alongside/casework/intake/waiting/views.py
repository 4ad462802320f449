"""The waiting list, for whoever decides; and one who waits, for whoever answers for them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.casework.cases.commands import NotUsable
from alongside.casework.cases.views.trying import accept, may_try, refuse
from alongside.casework.intake.waiting.commands import (
    AlreadyEnded,
    log_safety_call,
    look_again,
    tell_what_is_safe,
)
from alongside.casework.intake.waiting.ending import calls_of
from alongside.casework.intake.waiting.forms import ReviewForm, SafetyCallForm
from alongside.casework.intake.waiting.pages import wait_page
from alongside.casework.intake.waiting.queries import around, counts_listed, list_page
from alongside.casework.people.commands import show_contact_point
from alongside.casework.people.forms import SafeContactForm, as_it_stands
from alongside.casework.people.queries import contact_point_of
from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.drafts import drafted, restored
from alongside.foundation.audit.versions import ChangedMeanwhile


@staff_page(Permission.REFERRAL_TRIAGE, lists=True)
def listing(request):
    page = list_page(for_user=request.user, after=request.GET.get("after"))
    context = {"title": _("Waiting list"), "page": page, "counts": counts_listed(request.user)}
    return render(request, "intake/waiting.html", context)


@wait_page(Permission.NUMBER_SEE)
def show(request, wait):
    return _shown(request, wait)


def _shown(request, wait, form=None):
    told = {"reason": wait.reason, "review_on": wait.review_on}
    context = {"title": _("Waiting with you"), "wait": wait, "around": around(wait)}
    context |= {"calls": calls_of(wait.referral), "form": form or ReviewForm(initial=told)}
    context["triages"] = holds(request.user, Permission.REFERRAL_TRIAGE)
    return render(request, "intake/wait.html", context)


@wait_page(Permission.NUMBER_SEE)
@require_POST
def number(request, wait, point_id):
    """Shown once, where it may be rung; each look is a line of its own."""
    standings = [each for each in around(wait).standings if each.point.pk == point_id]
    if not standings:
        raise Http404
    if not standings[0].may_ring:
        messages.error(request, _("It is not safe to call there now."))
        return redirect("intake:waiting:show", wait.pk)
    show_contact_point(standings[0].point, by=request.user)
    context = {"title": _("Shown this once"), "wait": wait, "around": around(wait)}
    return render(request, "intake/wait_number.html", {**context, "standing": standings[0]})


@wait_page(Permission.NUMBER_SEE)
@drafted
def call(request, wait):
    kept, kept_at = restored(request)
    form = SafetyCallForm(request.POST or None, initial=kept, level=wait.danger)
    if form.is_valid():
        try:
            log_safety_call(wait, **form.values(), by=request.user, once=form.once)
            messages.success(request, _("Noted. The next call stands on your day."))
            return redirect("intake:waiting:show", wait.pk)
        except AlreadyEnded:
            form.add_error(None, _("It was decided meanwhile. Tell whoever decided what you found"))
    context = {"title": _("An interim safety call"), "wait": wait, "form": form}
    return render(request, "intake/wait_call.html", {**context, "draft_kept_at": kept_at})


@wait_page(Permission.NUMBER_SEE)
@require_POST
def review(request, wait):
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _shown(request, wait, form)
    try:
        look_again(wait, worker=None, **form.values(), by=request.user, once=form.once)
    except AlreadyEnded:
        messages.error(request, _("It was decided meanwhile."))
        return redirect("desk:today")
    messages.success(request, _("They wait on. You are reminded on that day."))
    return redirect("intake:waiting:show", wait.pk)


@wait_page(Permission.SAFE_CONTACT_WRITE)
@drafted
def safe(request, wait, point_id):
    person = wait.referral.person
    point = contact_point_of(person, point_id)
    kept, kept_at = restored(request)
    stands = {**as_it_stands(point), **(kept or {})}
    form = SafeContactForm(request.POST or None, initial=stands, new=False)
    context = {"title": _("What is safe now"), "wait": wait, "form": form}
    if form.is_valid() and may_try(request, form):
        try:
            tell_what_is_safe(wait, point, **form.values(), by=request.user, once=form.once)
            accept(request)
            messages.success(request, _("Saved. The next call keeps to it."))
            return redirect("intake:waiting:show", wait.pk)
        except ChangedMeanwhile:
            form.take_over(contact_point_of(person, point_id).version)
            form.add_error(None, _("Somebody else changed it meanwhile. Look, then save again"))
        except NotUsable:
            refuse(request, person, form)
    return render(request, "intake/wait_safe.html", {**context, "draft_kept_at": kept_at})
