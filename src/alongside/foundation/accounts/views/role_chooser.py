"""The demo's way in: choose who you are. It exists in the demo only."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from alongside.foundation.accounts import shift
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.queries import by_role
from alongside.foundation.audit.trail import note

FORWARDED = (
    "Forwarded",
    "Via",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Forwarded-Server",
    "X-Real-IP",
)
WHAT_THEY_DO = {
    "support_worker": _("Stands beside people: first call, plans, notes, the way through court."),
    "senior_worker": _("Leads a team, takes in referrals and decides who goes alongside whom."),
    "manager": _("Answers for the service: sees the team's work and what funders are told."),
    "administrator": _("Invites staff and ends access. Reads no case."),
    "volunteer": _("Helps with tasks, without seeing any file."),
    "helpline": _("Answers the line and takes in referrals."),
    "counsellor": _("Offers emotional support in sessions."),
    "trainer": _("Teaches colleagues. Sees no real case."),
    "duty": _("Answers at night. Opens a case in an emergency, and somebody looks at it."),
    "safeguarding_lead": _("Advises on children and adults at risk, where a case names them."),
    "restorative_facilitator": _("Prepares and holds restorative meetings."),
    "student": _("Learns beside a worker. Sees no telephone number."),
    "complaints": _("Answers complaints. Reads a case only where it names them."),
    "clinical_supervisor": _("Supervises counsellors from outside. Reads no case."),
    "finance": _("Reads the summary: counts and hours, never names."),
    "data_protection_officer": _("Sees to it that no more is read than needed. Reads no case."),
}


def choose_role(request):
    if not settings.DEMO:
        raise Http404
    if any(header in request.headers for header in FORWARDED):
        raise PermissionDenied  # a proxy would let strangers in
    if request.method == "POST":
        return _sign_in_as(request)
    one_of_each, others = by_role()
    people = [(user, WHAT_THEY_DO.get(user.role, "")) for user in one_of_each]
    return render(request, "account/role_chooser.html", {"people": people, "others": others})


def _sign_in_as(request):
    chosen = request.POST.get("user", "")
    user = get_object_or_404(User.objects.who_may_sign_in(), email=chosen)
    get_adapter(request).logout(request)
    get_adapter(request).login(request, user)
    request.session[shift.BY_CHOICE] = True
    note("user.signed_in", subject=user, by=user)
    return redirect("home")
