"""The pages of intake: a referral comes in, waits in triage, and is decided."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.casework.cases.commands import BehindAWall
from alongside.casework.cases.queries import sees
from alongside.casework.intake.alike.queries import (
    conflicts_for,
    open_cases_in_sight,
    sides_of,
)
from alongside.casework.intake.commands import (
    AlreadyDecided,
    accept_referral,
    decline_referral,
    receive_referral,
)
from alongside.casework.intake.forms import AcceptForm, DeclineForm, ReferralForm
from alongside.casework.intake.models import WAITING, Referral
from alongside.casework.intake.pages import referral_page
from alongside.casework.intake.queries import (
    counts_waiting,
    crime_of_case,
    first_contact_of,
    referral_of,
    waiting_page,
    workers_for,
)
from alongside.casework.walls.commands import AnotherPersonMust, drop_wall, keep_wall
from alongside.casework.walls.queries import wall_of, walls_of
from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.drafts import drafted, restored
from alongside.foundation.ui.jinja import clock_time, day
from alongside.organisation.workforce.models import FundingStream, Programme


@staff_page(Permission.REFERRAL_ADD)
@drafted
def add(request):
    words, kept_at = restored(request)
    open_ones = Programme.objects.filter(open=True)
    form = ReferralForm(request.POST or None, initial=words or None, programmes=open_ones)
    if not form.is_valid():
        context = {"title": _("Add a referral"), "form": form, "draft_kept_at": kept_at}
        return render(request, "intake/add.html", context)
    return received(request, receive_referral(form.arrival(), by=request.user, once=form.once))


def received(request: HttpRequest, referral: Referral) -> HttpResponse:
    """Whoever brought it learns by when it is decided, and the same whoever it is about."""
    decided = _("The referral is in. Triage decides about it by %(day)s, %(time)s.")
    by = {"day": day(referral.decide_by), "time": clock_time(referral.decide_by)}
    messages.success(request, decided % by)
    # Not to the referral itself: past a wall it is not there, and the answer may not tell.
    return _back(request.user)


@staff_page(Permission.REFERRAL_TRIAGE, lists=True)
def triage(request):
    page = waiting_page(for_user=request.user, after=request.GET.get("after"))
    context = {"title": _("Triage"), "page": page, "counts": counts_waiting(request.user)}
    looks = holds(request.user, Permission.CONFLICT_DECIDE)
    context["conflicts"] = conflicts_for(request.user).count() if looks else None
    return render(request, "intake/triage.html", context)


@referral_page(Permission.REFERRAL_TRIAGE)
def decide(request, referral):
    return _deciding(request, referral)


@referral_page(Permission.REFERRAL_TRIAGE)
def accept(request, referral):
    form = _accept_form(request, referral)
    if not form.is_valid():
        return _deciding(request, referral, accepting=form)
    try:
        case = accept_referral(referral, by=request.user, once=form.once, **form.values())
    except AlreadyDecided:
        return _decided(request, referral)
    except BehindAWall:
        form.add_error(None, _("It could not be allocated. Ask a colleague who leads to decide"))
        return _deciding(request, referral, accepting=form)
    messages.success(request, _who_goes_on(case, form.cleaned_data["worker"]))
    if sees(request.user, case):
        return redirect("desk:case", case.pk)
    return _back(request.user)


@referral_page(Permission.REFERRAL_TRIAGE)
@drafted
def decline(request, referral):
    kept, _kept_at = restored(request)
    words = {name.removeprefix("decline-"): word for name, word in (kept or {}).items()}
    form = DeclineForm(request.POST or None, initial=words, prefix="decline")
    if not form.is_valid():
        return _deciding(request, referral, declining=form)
    try:
        decline_referral(referral, by=request.user, once=form.once, **form.values())
    except AlreadyDecided:
        return _decided(request, referral)
    messages.success(request, _("Declined. Reason and signpost are kept with the referral."))
    return _back(request.user)


def _back(user):
    """Whoever was named for one referral has no triage to go back to."""
    return redirect("intake:triage" if holds(user, Permission.REFERRAL_TRIAGE) else "home")


@referral_page(Permission.REFERRAL_TRIAGE)
@require_POST
def proposal(request, referral, wall_id):
    wall = wall_of(referral.person, wall_id, reader=request.user)
    try:
        if request.POST.get("same") == "yes":
            keep_wall(wall, by=request.user)
            messages.success(request, _("The wall stands. To lift it later takes two people."))
        else:
            drop_wall(wall, by=request.user)
            messages.success(request, _("Noted: only the names are alike."))
    except AnotherPersonMust:
        messages.error(request, _("That wall was raised by people. It stands."))
    return redirect("intake:decide", referral.pk)


def _deciding(request, referral, *, accepting=None, declining=None):
    if referral.state != WAITING:
        return _decided(request, referral)
    context = {"title": _("Decide about a referral"), "referral": referral}
    walls = walls_of(referral.person, reader=request.user)
    context["proposals"] = [wall for wall in walls if wall.proposed]
    context["sides"] = sides_of(referral, reader=request.user)
    context["own_cases"] = open_cases_in_sight(referral, reader=request.user)
    context["accepting"] = accepting or _accept_form(request, referral)
    context["declining"] = declining or DeclineForm(prefix="decline")
    context["form"] = accepting or declining or context["accepting"]
    return render(request, "intake/decide.html", context)


def _decided(request, referral):
    """Also for whoever decided too late: her words are on the page, and nothing was done twice."""
    late = request.method == "POST"
    referral = referral_of(referral.pk, for_user=request.user) if late else referral
    context = {"title": _("This referral is decided"), "referral": referral, "late": late}
    context["sees_case"] = bool(referral.case and sees(request.user, referral.case))
    context["triages"] = holds(request.user, Permission.REFERRAL_TRIAGE)
    context["words"] = request.POST.get("decline-signposted_to", "")
    return render(request, "intake/decided.html", context, status=409 if late else 200)


def _who_goes_on(case, worker):
    told = {"worker": worker.name}
    if not (call := first_contact_of(case)):
        return _("Accepted and allocated to %(worker)s.") % told
    told["day"] = day(call.due)
    return _("Accepted. %(worker)s makes the first contact by %(day)s.") % told


def _accept_form(request, referral):
    sent = request.POST if request.path.endswith("/accept/") else None
    return AcceptForm(
        sent or None,
        initial={"programme": referral.programme_id},
        workers=workers_for(referral, reader=request.user),
        programmes=Programme.objects.filter(open=True),
        streams=FundingStream.objects.filter(open=True),
        event_of=lambda reference: crime_of_case(reference, for_user=request.user),
    )
