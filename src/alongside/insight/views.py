"""The summary of a cut: to be read here, followed to what it counts, and as a file that leaves."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation.access.doors import require, staff_page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.step_up import step_up
from alongside.insight.behind import behind, leads_somewhere, number_asked
from alongside.insight.commands import (
    AnotherPersonMust,
    Overlaps,
    ask_to_take_back,
    let_leave,
    take_back,
)
from alongside.insight.cut import own_lists
from alongside.insight.files import csv_of, name_of, xlsx_of
from alongside.insight.forms import CutForm
from alongside.insight.leaving import tables_of
from alongside.insight.models import Release
from alongside.insight.periods import months, quarters, years
from alongside.insight.queries import by_month, open_reviews_in, releases_near, summary_of

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES = {"csv": (csv_of, CSV), "xlsx": (xlsx_of, XLSX)}


@staff_page(Permission.SUMMARY_READ)
def summary(request):
    lists = own_lists()
    form = CutForm(request.GET, lists)
    cut = form.cut
    counted = summary_of(cut, lists)
    context = {"title": _("Summary"), "form": form, "cut": cut, "summary": counted, "lists": lists}
    context["periods"] = {_("Quarters"): quarters(), _("Months"): months(), _("Years"): years()}
    context["bars"] = by_month(cut)
    context["leads"] = {
        name for name, one in counted.counted.items() if leads_somewhere(one.figure, request.user)
    }
    context["may_export"] = holds(request.user, Permission.SUMMARY_EXPORT)
    releases = releases_near(cut)
    context["releases"] = releases if context["may_export"] else []
    context["to_agree"] = [
        one for one in releases if one.taking_back_asked_by_id not in (None, request.user.pk)
    ]
    context["open_reviews"] = open_reviews_in(cut.period)
    return render(request, "insight/summary.html", context)


@staff_page(Permission.SUMMARY_READ, lists=True)
def behind_a_number(request):
    lists = own_lists()
    number, cut = number_asked(request.GET, lists), CutForm(request.GET, lists).cut
    if number is None or number.figure.behind is None or not cut.fits(number.figure):
        raise Http404
    require(number.figure.permission, request.user)
    page = behind(number, cut, request.user, after=request.GET.get("after"))
    context = {"title": number.figure.title, "number": number, "cut": cut, "lists": lists}
    return render(request, "insight/behind.html", {**context, "page": page})


@staff_page(Permission.SUMMARY_EXPORT)
@require_POST
@step_up
def save(request):
    lists = own_lists()
    form, kind = CutForm(request.POST, lists), FILES.get(request.POST.get("kind", ""))
    cut = form.cut
    if kind is None or not form.is_valid() or cut.period.code != request.POST.get("period"):
        raise Http404
    if why := _why_not(cut):
        return _back_to(request, cut, why)
    try:
        release = let_leave(cut, tables_of(summary_of(cut, lists)), by=request.user)
    except Overlaps as other:
        return _back_to(request, cut, _overlapping(other.release, lists))
    write, content_type = kind
    name = f"{name_of(release)}.{request.POST['kind']}"
    return HttpResponse(
        write(release, lists),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@staff_page(Permission.SUMMARY_READ)
@require_POST
def back(request, release_id):
    """Asked by whoever may save files; agreed to by anybody else who reads the summary."""
    release = get_object_or_404(Release.objects.standing(), pk=release_id)
    try:
        if release.taking_back_asked_by_id in (None, request.user.pk):
            require(Permission.SUMMARY_EXPORT, request.user)
            ask_to_take_back(release, by=request.user)
            messages.success(request, _("Asked. The file stands until a second person agrees."))
        else:
            take_back(release, by=request.user)
            say = _("Taken back. Its days may leave again, with the numbers of then.")
            messages.success(request, say)
    except AnotherPersonMust:
        messages.error(request, _("Another person must agree. The file stands."))
    return redirect(f"{reverse('insight:summary')}?{release.cut.query}")


def _why_not(cut):
    if not cut.period.whole_months:
        return _("Days from one to another are for reading here. A month, quarter or year leaves.")
    if not cut.period.is_over:
        return _("This period has not ended. What leaves must not change any more.")
    if open_reviews_in(cut.period):
        return _(
            "Nothing leaves for a period while an emergency access in it waits for its review."
        )
    return ""


def _overlapping(release, lists):
    cut = release.cut
    say = _(
        "A file has left already for %(period)s (programme: %(programme)s, funding stream: "
        "%(stream)s). Beside it this one would give small numbers away, so it was not made."
    )
    return say % {
        "period": cut.period.words,
        "programme": lists.programmes.get(str(cut.programme), _("All")),
        "stream": lists.streams.get(str(cut.stream), _("All")),
    }


def _back_to(request, cut, why):
    messages.error(request, why)
    return redirect(f"{reverse('insight:summary')}?{cut.query}")
