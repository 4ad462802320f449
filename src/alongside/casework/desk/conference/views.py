"""A conference is written down; then each partner who was told something, and each action."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.casework.cases.pages import case_page
from alongside.casework.desk.conference.commands import (
    NeverWithoutConsent,
    ReasonFirst,
    agree_action,
    finish_action,
    hold_conference,
    tell_partner,
    withdraw_conference,
)
from alongside.casework.desk.conference.forms import ActionForm, ConferenceForm, PartnerForm
from alongside.casework.desk.conference.queries import (
    action_of,
    actions_of,
    partners_of,
    those_in_sight,
)
from alongside.casework.desk.conference.record import CONFERENCES
from alongside.casework.desk.conference.sharing import never_without_consent, told_with
from alongside.casework.records.queries import record_of, standing_record_of
from alongside.casework.records.views import entry_in, withdraw_page
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.drafts import drafted, restored
from alongside.foundation.packs.loader import words
from alongside.foundation.ui.forms import token_of


@case_page(CONFERENCES.write)
@drafted
def add(request, case):
    if not case.is_open:
        return render(request, "records/ended.html", {"title": _("Support ended"), "case": case})
    kept, kept_at = restored(request)
    others = those_in_sight(case).exclude(pk=request.user.pk)
    form = ConferenceForm(request.POST or None, initial=kept, staff=others)
    if form.is_valid():
        held = hold_conference(case, **form.values(), by=request.user, once=form.once)
        messages.success(request, _("Saved. Add who came from outside, and what is to be done."))
        return redirect("conferences:show", case.pk, held.pk)
    context = {"title": CONFERENCES.deed, "form": form, "case": case, "kind": CONFERENCES}
    return render(request, "records/form.html", {**context, "draft_kept_at": kept_at})


@case_page(CONFERENCES.read)
def show(request, case, record_id):
    conference = record_of(CONFERENCES, case, record_id)
    context = entry_in(CONFERENCES, case, conference, request.user)
    context |= {"partners": partners_of(conference), "actions": actions_of(conference)}
    context["staff"] = list(conference.staff.order_by("name"))
    return render(request, "desk/conference.html", context)


withdraw = withdraw_page(CONFERENCES, withdraw_conference)


@case_page(CONFERENCES.write)
def partner(request, case, record_id):
    conference = standing_record_of(CONFERENCES, case, record_id)
    form = PartnerForm(request.POST or None)
    if form.is_valid() and _told(request, conference, form):
        return redirect("conferences:show", case.pk, conference.pk)
    context = {"title": _("Somebody of another agency"), "case": case, "form": form}
    return render(request, "desk/partner.html", {**context, "conference": conference})


def _told(request, conference, form):
    try:
        noted = tell_partner(conference, **form.values(), by=request.user, once=form.once)
    except NeverWithoutConsent:
        form.add_error("items", _not_agreed(form, only_with=True))
        return False
    except ReasonFirst:
        form.add_error("reason", _not_agreed(form))
        return False
    if noted.consent:
        messages.success(request, _("Noted, on their consent."))
    else:
        messages.success(request, _("Noted without their consent, with your reason."))
    return True


def _not_agreed(form, only_with=False):
    """That she has not agreed, to what, and what to do."""
    items, agency = told_with(form.cleaned_data["items"]), form.cleaned_data["agency"]
    if only_with:
        told = {"agency": agency, "items": ", ".join(never_without_consent(items))}
        return (
            _(
                "They have not agreed that %(agency)s is told this for it: %(items)s. "
                "Leave it out, or ask them first. No danger makes it needed"
            )
            % told
        )
    told = {"agency": agency, "items": ", ".join(words("consent_item", i) for i in items)}
    return (
        _(
            "They have not agreed that %(agency)s is told this for it: %(items)s. "
            "Ask them first, or give the ground and say why it had to be told"
        )
        % told
    )


@case_page(CONFERENCES.write)
def agree(request, case, record_id):
    conference = standing_record_of(CONFERENCES, case, record_id)
    first = {"owner": request.user.pk}
    form = ActionForm(request.POST or None, owners=those_in_sight(case), initial=first)
    if form.is_valid():
        agree_action(conference, **form.values(), by=request.user, once=form.once)
        messages.success(request, _("Saved. It stands on the day of whoever sees to it."))
        return redirect("conferences:show", case.pk, conference.pk)
    context = {"title": _("What is to be done"), "case": case, "form": form}
    return render(request, "desk/conference_action.html", {**context, "conference": conference})


@case_page(CONFERENCES.read)
def action(request, case, action_id):
    found = action_of(case, action_id)
    context = {"title": _("Agreed in a conference"), "case": case, "action": found}
    context["may_finish"] = holds(request.user, CONFERENCES.write) and found.done_at is None
    return render(request, "desk/action.html", context)


@case_page(CONFERENCES.write)
def done(request, case, action_id):
    found = action_of(case, action_id)
    if request.method == "POST":
        finish_action(found, by=request.user, once=token_of(request))
        messages.success(request, _("Done. It is off the agenda."))
    return redirect("conferences:show", case.pk, found.conference_id)
