"""Marking somebody away, the brief for whoever covers, and coming back."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from alongside.casework.cases.models import Case
from alongside.casework.desk.cover.commands import come_back, mark_away, write_brief
from alongside.casework.desk.cover.forms import AwayForm, BriefForm
from alongside.casework.desk.cover.models import Covered
from alongside.casework.desk.cover.queries import brief_of, those_who_can_cover
from alongside.casework.desk.team.queries import leads_worker
from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.accounts.models import User
from alongside.foundation.ui.forms import token_of
from alongside.organisation.workforce.away.commands import AwayThen
from alongside.organisation.workforce.away.models import Absence
from alongside.organisation.workforce.away.queries import covering, standing_of


@staff_page(Permission.CASE_CHANGE, lists=True)
def away(request):
    who = _who(request)
    form = AwayForm(request.POST or None, colleagues=those_who_can_cover(who))
    if form.is_valid() and (absence := _marked(form, who, request.user)):
        messages.success(request, _("Marked. Now write what your cover should know."))
        return redirect("desk:brief", absence.pk)
    context = {"title": _("Away"), "form": form, "who": who, "said": []}
    context |= {"mine": standing_of(who), "verb": _("Mark these days")}
    context["covering"] = covering(request.user)
    return render(request, "desk/away.html", context)


def _who(request):
    """Oneself, or somebody of a team that one supervises."""
    asked = request.GET.get("who", "")
    if not asked or asked == str(request.user.pk):
        return request.user
    worker = next((u for u in User.objects.who_may_sign_in() if str(u.pk) == asked), None)
    if worker is None or not leads_worker(request.user, worker):
        raise Http404
    return worker


def _marked(form, who, by):
    try:
        return mark_away(who, **form.values(), by=by, once=form.once)
    except AwayThen:
        say = _("One of you is away then already. Choose somebody else, or other days")
        form.add_error("cover", say)
        return None


@staff_page(Permission.CASE_CHANGE, lists=True)
def brief(request, absence_id):
    absence = _absence(request, absence_id)
    context = {"title": _("Handover brief"), "absence": absence}
    context["lines"] = brief_of(absence, request.user)
    context["writes"] = absence.cover_id != request.user.pk
    return render(request, "desk/brief.html", context)


@staff_page(Permission.CASE_CHANGE, lists=True)
def brief_line(request, covered_id):
    visible = Case.objects.visible_to(request.user).values("pk")
    rows = Covered.objects.filter(case__in=visible).select_related("case__person", "absence")
    covered = get_object_or_404(rows, pk=covered_id)
    _absence(request, covered.absence_id)
    form = BriefForm(request.POST or None, initial={"words": covered.brief})
    if form.is_valid():
        write_brief(covered, **form.values(), by=request.user, once=form.once)
        messages.success(request, _("Saved in the brief."))
        return redirect("desk:brief", covered.absence_id)
    title = _("Brief for %(code)s") % {"code": covered.case.code}
    context = {"title": title, "form": form, "said": [covered.case.person.name]}
    return render(request, "ui/ask.html", {**context, "verb": _("Save this line")})


@staff_page(Permission.CASE_CHANGE)
def back(request, absence_id):
    absence = _absence(request, absence_id)
    if request.method == "POST" and absence.cover_id != request.user.pk:
        come_back(absence, by=request.user, once=token_of(request))
        messages.success(request, _("Back. What is still open stands on the own day again."))
    return redirect("desk:away")


def _absence(request, absence_id):
    """One's own, one that one covers, or of somebody whom one leads."""
    mine = Q(user=request.user) | Q(cover=request.user)
    led = Q(user__membership__team__supervisor=request.user)
    standing = Absence.objects.standing().select_related("user", "cover")
    return get_object_or_404(standing.filter(mine | led), pk=absence_id)
