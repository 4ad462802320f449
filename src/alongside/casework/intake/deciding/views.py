"""The page of a decision: accept, decline, or wait; and how it was decided."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.casework.cases.commands import BehindAWall
from alongside.casework.cases.queries import sees
from alongside.casework.intake.commands import (
    AlreadyDecided,
    accept_referral,
    decline_referral,
)
from alongside.casework.intake.decided.queries import may_be_undone
from alongside.casework.intake.deciding.queries import (
    beside,
    known_for,
    proposed_for,
    speaks_against,
)
from alongside.casework.intake.forms import AcceptForm, DeclineForm
from alongside.casework.intake.models import DECLINED, LISTED, WAITING
from alongside.casework.intake.pages import referral_page
from alongside.casework.intake.queries import (
    crime_of_case,
    first_contact_of,
    referral_of,
    workers_for,
)
from alongside.casework.intake.views import back
from alongside.casework.intake.waiting.commands import AlreadyEnded, let_wait, look_again
from alongside.casework.intake.waiting.ending import wait_of
from alongside.casework.intake.waiting.forms import WaitForm
from alongside.casework.intake.waiting.timing import REVIEW, by_the_clock
from alongside.casework.walls.commands import (
    AnotherHandMust,
    AnotherPersonMust,
    ask_to_drop,
    drop_wall,
    keep_wall,
)
from alongside.casework.walls.queries import wall_of
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.drafts import drafted, restored
from alongside.foundation.ui.jinja import day
from alongside.organisation.workforce.models import FundingStream, Programme


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
    return back(request)


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
    return back(request)


@referral_page(Permission.REFERRAL_TRIAGE)
def wait(request, referral):
    """Not now: with a named person until somebody has time; or, of one who waits, looked at."""
    form = _wait_form(request, referral)
    if not form.is_valid():
        return _deciding(request, referral, waiting=form)
    told = {**form.values(), "by": request.user, "once": form.once}
    try:
        if running := wait_of(referral):
            look_again(running, **told)
        else:
            let_wait(referral, **told)
    except (AlreadyDecided, AlreadyEnded):
        return _decided(request, referral)
    except BehindAWall:
        form.add_error(None, _("Nobody could be named. Ask a colleague who leads to decide"))
        return _deciding(request, referral, waiting=form)
    said = _("Waiting, and %(worker)s answers for them.")
    messages.success(request, said % {"worker": form.cleaned_data["worker"].name})
    return redirect("intake:waiting:list") if _triages(request.user) else redirect("home")


def _triages(user):
    return holds(user, Permission.REFERRAL_TRIAGE)


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
    except AnotherHandMust:
        ask_to_drop(wall, by=request.user)
        messages.success(request, _another_hand())
    except AnotherPersonMust:
        messages.error(request, _("That wall was raised by people. It stands."))
    return redirect("intake:decide", referral.pk)


def _another_hand():
    return _(
        "Asked: they made the link to your account. The wall stands until another colleague says "
        "so here, or the command line of the machine agrees."
    )


def _deciding(request, referral, *, accepting=None, declining=None, waiting=None):
    if referral.state not in (WAITING, LISTED):
        return _decided(request, referral)
    proposed = proposed_for(referral, request.user)
    first = proposed[0].worker.pk if proposed else None
    context = {"title": _("Decide about a referral"), "proposed": proposed}
    context["accepting"] = accepting or _accept_form(request, referral, first)
    context["declining"] = declining or DeclineForm(prefix="decline")
    context["waiting"] = waiting or _wait_form(request, referral, first)
    context["form"] = accepting or declining or waiting or context["accepting"]
    return render(request, "intake/decide.html", context | known_for(referral, request.user))


def _decided(request, referral):
    """Also for whoever decided too late: her words are on the page, and nothing was done twice."""
    late = request.method == "POST"
    referral = referral_of(referral.pk, for_user=request.user) if late else referral
    context = {"title": _("This referral is decided"), "referral": referral, "late": late}
    context["sees_case"] = bool(referral.case and sees(request.user, referral.case))
    context["triages"] = holds(request.user, Permission.REFERRAL_TRIAGE)
    context["words"] = request.POST.get("decline-signposted_to", "")
    context["may_undo"] = may_be_undone(referral)
    reads = referral.state == DECLINED or context["sees_case"]
    context |= beside(referral, request.user) if reads else {"undone": [], "found": []}
    return render(request, "intake/decided.html", context, status=409 if late else 200)


def _wait_form(request, referral, first=None):
    sent = request.POST if request.path.endswith("/wait/") else None
    running = wait_of(referral)
    stands = {"review_on": by_the_clock(REVIEW, referral.danger), "worker": first}
    if running:
        stands = {"worker": running.chosen_id or running.worker_id, "reason": running.reason}
        stands["review_on"] = running.review_on
    workers = workers_for(referral, reader=request.user)
    return WaitForm(sent or None, initial=stands, prefix="wait", workers=workers)


def _who_goes_on(case, worker):
    told = {"worker": worker.name}
    if not (call := first_contact_of(case)):
        return _("Accepted and allocated to %(worker)s.") % told
    told["day"] = day(call.due)
    return _("Accepted. %(worker)s makes the first contact by %(day)s.") % told


def _accept_form(request, referral, first=None):
    sent = request.POST if request.path.endswith("/accept/") else None
    return AcceptForm(
        sent or None,
        initial={"programme": referral.programme_id, "worker": first},
        workers=workers_for(referral, reader=request.user),
        programmes=Programme.objects.filter(open=True),
        streams=FundingStream.objects.filter(open=True),
        event_of=lambda reference: crime_of_case(reference, for_user=request.user),
        judged=partial(speaks_against, referral),
    )
