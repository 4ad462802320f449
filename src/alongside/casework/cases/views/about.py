"""What she tells once for all: what helps, who decides, how she describes herself; notices."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from alongside.casework.cases.models import Notice
from alongside.casework.cases.pages import case_page
from alongside.casework.cases.queries import workers_of
from alongside.casework.cases.telling.commands import pin_notice, take_down_notice
from alongside.casework.cases.telling.forms import NoticeForm
from alongside.casework.people.about.forms import (
    CharacteristicsForm,
    ChildForm,
    HelpsForm,
    as_described,
)
from alongside.casework.people.commands import (
    tell_characteristics,
    tell_of_child,
    tell_what_helps,
)
from alongside.casework.people.models import Characteristics, Child, Helps
from alongside.casework.people.queries import row_of
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.drafts import drafted, restored
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.versions import ChangedMeanwhile


@case_page(Permission.CASE_READ)
def helps(request, case):
    context = {"title": _("What helps"), "case": case, "helps": row_of(Helps, case.person)}
    context["may_change"] = holds(request.user, Permission.PERSON_WRITE)
    return render(request, "cases/helps.html", context)


@case_page(Permission.CASE_CHANGE)
def child(request, case):
    context = {"title": _("Who decides for the child"), "case": case}
    context["child"] = row_of(Child, case.person)
    context["may_change"] = holds(request.user, Permission.PERSON_WRITE)
    return render(request, "cases/child.html", context)


@case_page(Permission.CASE_CHANGE)
def described(request, case):
    context = {"title": _("As they describe themselves"), "case": case}
    context["row"] = row_of(Characteristics, case.person)
    context["may_change"] = holds(request.user, Permission.PERSON_WRITE)
    return render(request, "cases/described.html", context)


def _change(title, kind, form_over, tell, back):
    @case_page(Permission.PERSON_WRITE)
    @drafted
    def change(request, case):
        kept, kept_at = restored(request)
        form = form_over(request, row_of(kind, case.person), kept)
        context = {"title": title(), "case": case, "form": form, "section": back}
        context |= {"draft_kept_at": kept_at, "theirs": False}
        if form.is_valid():
            try:
                tell(case.person, **form.values(), by=request.user, once=form.once)
            except ChangedMeanwhile:
                theirs = row_of(kind, case.person)
                form.take_over(theirs.version if theirs else 0)
                return render(request, "cases/about.html", {**context, "theirs": True}, status=409)
            messages.success(request, _("Saved."))
            return redirect(back, case.pk)
        return render(request, "cases/about.html", context)

    return change


def _over_row(form_of, kind):
    def over(request, row, kept):
        stands = kept if kept is not None else None
        return form_of(request.POST or None, instance=row or kind(), initial=stands)

    return over


def _over_words(request, row, kept):
    stands = as_described(row) if row else {}
    return CharacteristicsForm(request.POST or None, initial=kept or stands)


change_helps = _change(
    lambda: _("Change what helps"),
    Helps,
    _over_row(HelpsForm, Helps),
    tell_what_helps,
    "cases:helps",
)
change_child = _change(
    lambda: _("Note who decides for the child"),
    Child,
    _over_row(ChildForm, Child),
    tell_of_child,
    "cases:child",
)
change_described = _change(
    lambda: _("Note how they describe themselves"),
    Characteristics,
    _over_words,
    tell_characteristics,
    "cases:described",
)


@case_page(Permission.CASE_CHANGE)
def notices(request, case):
    working = [allocation.worker_id for allocation in workers_of(case)]
    owners = User.objects.filter(pk__in=[*working, request.user.pk])
    form = NoticeForm(request.POST or None, owners=owners, initial={"owner": request.user})
    if form.is_valid():
        pin_notice(case, **form.values(), by=request.user, once=form.once)
        messages.success(request, _("Pinned above every page of this case."))
        return redirect("cases:notices", case.pk)
    context = {"title": _("Pinned notices"), "case": case, "form": form}
    return render(request, "cases/notices.html", context)


@case_page(Permission.CASE_CHANGE)
def take_down(request, case, notice_id):
    notice = get_object_or_404(Notice.objects.running().filter(case=case), pk=notice_id)
    if request.method == "POST":
        take_down_notice(notice, by=request.user)
        messages.success(request, _("Taken down."))
    return redirect("cases:notices", case.pk)
