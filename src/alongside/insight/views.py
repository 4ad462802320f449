"""The summary of a period: to be read here, and as a file that may leave."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.audit.trail import note
from alongside.insight.leaving import csv_of
from alongside.insight.periods import months, period_called, present_quarter, quarters
from alongside.insight.queries import by_month, open_reviews_in, summary_of


@staff_page(Permission.SUMMARY_READ)
def summary(request):
    period = period_called(request.GET.get("period", "")) or present_quarter()
    context = {"title": _("Summary"), "summary": summary_of(period), "bars": by_month(period)}
    context |= {"quarters": quarters(), "months": months(), "period": period}
    context["may_export"] = holds(request.user, Permission.SUMMARY_EXPORT)
    context["open_reviews"] = open_reviews_in(period)
    return render(request, "insight/summary.html", context)


@staff_page(Permission.SUMMARY_EXPORT)
@require_POST
def save_csv(request):
    # By quarter only: a month beside its quarter would let small numbers be worked out.
    period = period_called(request.POST.get("period", ""))
    if period is None or not period.is_quarter:
        raise Http404
    if open_reviews_in(period):
        say = _("Nothing leaves for a period while an emergency access in it waits for its review.")
        messages.error(request, say)
        return redirect(f"{reverse('insight:summary')}?period={period.code}")
    note("summary.exported", subject=request.user, by=request.user)
    return HttpResponse(
        csv_of(summary_of(period)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="summary-{period.code}.csv"'},
    )
