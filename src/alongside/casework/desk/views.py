"""The worker's desk: her day, her cases, and one case at a glance."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from alongside.casework.cases.pages import case_page
from alongside.casework.cases.together.queries import list_elsewhere
from alongside.casework.desk.beside import beside_the_day
from alongside.casework.desk.commands import answer_the_look
from alongside.casework.desk.forms import LeavingForm
from alongside.casework.desk.leaving import asked_of, leavers_for, left_behind, opened_by
from alongside.casework.desk.mine.queries import (
    NOTHING_DUE,
    Narrowed,
    my_cases,
    workers_to_choose,
)
from alongside.casework.desk.nights import after_the_night
from alongside.casework.desk.queries import ahead_of, chronology_of, workers_of
from alongside.casework.desk.rare import ALERT, DRAFT, INVITED, LEAVER, WAITS, rare_things
from alongside.casework.desk.today import today_for
from alongside.casework.erasures.declined import orders_at_referrals
from alongside.casework.intake.queries import counts_waiting
from alongside.casework.intake.waiting.queries import counts_listed, waits_with
from alongside.casework.openings.queries import alerts_for
from alongside.foundation.access.doors import signed_in, staff_page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.queries import drafts_of, waiting_invitations
from alongside.foundation.packs.loader import choices, pack
from alongside.foundation.ui.places import places_for
from alongside.organisation.workforce.outsiders.queries import outsiders_to_ring
from alongside.organisation.workforce.rota.queries import on_duty


@signed_in
def home(request):
    """Whoever signs in lands on the first place that her role opens."""
    places = places_for(request.user)
    context = {"title": _("Nothing is open to you yet")}
    return redirect(places[0].url_name) if places else render(request, "desk/nothing.html", context)


@signed_in
def if_someone_asks(request):
    context = {"title": _("If someone asks about a person")}
    context["lines"] = list(pack().safe_contact.neither_confirm_nor_deny.values())
    return render(request, "desk/if_someone_asks.html", context)


@signed_in
def duty(request):
    """Fixed words for whoever has the duty phone, and whom to call."""
    opens = holds(request.user, Permission.EMERGENCY_OPEN)
    context = {"title": _("Duty line and nights"), "opens": opens}
    context["lines"] = list(pack().safe_contact.neither_confirm_nor_deny.values())
    context["outsiders"] = outsiders_to_ring() if opens else []
    context["leads_cases"] = holds(request.user, Permission.CASE_CHANGE)
    context |= {"on_duty": on_duty(), "logs": holds(request.user, Permission.NIGHT_LOG)}
    return render(request, "desk/duty.html", context)


@staff_page(Permission.TODAY_READ, lists=True)
def today(request):
    triages = holds(request.user, Permission.REFERRAL_TRIAGE)
    context = {"title": _("Today"), "day": today_for(request.user)}
    leads = holds(request.user, Permission.CASE_ALLOCATE)
    there = rare_things(request.user)
    context["leavers"] = leavers_for(request.user) if leads and LEAVER in there else []
    context["erasures"] = orders_at_referrals(request.user) if triages else []
    context["let_in"] = len(waiting_invitations()) if leads and INVITED in there else 0
    alerts = alerts_for(request.user) if ALERT in there else ([], [])
    context["read_much"], context["others_read_much"] = alerts
    context |= after_the_night(request.user, there)
    context["waiting"] = counts_waiting(request.user) if triages else None
    context["listed"] = counts_listed(request.user) if triages else None
    calls = holds(request.user, Permission.NUMBER_SEE)
    context["waits"] = waits_with(request.user) if calls and WAITS in there else []
    context |= beside_the_day(request.user, there)
    context["drafts"] = drafts_of(request.user) if DRAFT in there else []
    return render(request, "desk/today.html", context)


@staff_page(Permission.CASES_LIST, lists=True)
def caseload(request):
    narrowed = Narrowed.asked(request.GET)
    page = my_cases(request.user, narrowed, after=request.GET.get("after"))
    context = {"title": _("Cases"), "page": page, "narrowed": narrowed, "none_due": NOTHING_DUE}
    leads = holds(request.user, Permission.CASE_ALLOCATE)
    context["workers"] = workers_to_choose(request.user) if leads else []
    context["levels"] = choices("danger")
    context["may_open_in_emergency"] = holds(request.user, Permission.EMERGENCY_OPEN)
    return render(request, "desk/caseload.html", context)


@staff_page(Permission.CASE_ALLOCATE, lists=True)
def leaving(request, user_id):
    """For whoever is asked to look at it, until she has; to anybody else it is missing."""
    leaver = get_object_or_404(User, pk=user_id)
    if not asked_of(request.user, leaver):
        raise Http404
    form = LeavingForm(request.POST or None)
    if form.is_valid():
        answer_the_look(leaver, **form.values(), by=request.user, once=form.once)
        messages.success(request, _("Noted what you found."))
        return redirect("desk:today")
    context = {"title": _("After somebody has left"), "leaver": leaver, "form": form}
    context["cases"] = left_behind(leaver, request.user)
    context["openings"] = opened_by(leaver, request.user)
    return render(request, "desk/leaving.html", context)


@case_page(Permission.CASE_READ)
def case(request, case):
    lines = chronology_of(case, request.user, after=request.GET.get("after"))
    context = {"title": _("Overview"), "case": case, "lines": lines, "ahead": ahead_of(case)}
    context |= {"workers": workers_of(case), "first_page": "after" not in request.GET}
    context["elsewhere"] = list_elsewhere(case, reader=request.user)
    return render(request, "desk/case.html", context)
