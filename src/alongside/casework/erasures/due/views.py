"""One page lists the files whose time is over; another says how long they are kept."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.casework.erasures.due.commands import keep_longer, order_all, set_period
from alongside.casework.erasures.due.forms import KEEP, PeriodForm, ReviewForm
from alongside.casework.erasures.due.periods import spans
from alongside.casework.erasures.due.queries import chosen, due_page
from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission


@staff_page(Permission.RECORD_ERASE, lists=True)
def due(request):
    form = ReviewForm(request.POST or None)
    ticked = request.POST.getlist("case")
    if form.is_valid():
        cases = chosen(request.user, ticked)
        if not cases:
            form.add_error(None, _("Tick at least one file"))
        else:
            _reviewed(request, form, cases)
            return redirect("erasures:due")
    page = due_page(request.user, after=request.GET.get("after"))
    context = {"title": _("Keep or erase"), "page": page, "form": form, "ticked": ticked}
    return render(request, "erasures/due.html", {**context, "spans": spans()})


def _reviewed(request, form, cases):
    told = form.cleaned_data
    if told["deed"] == KEEP:
        longer = {"reason": told["reason"], "until": told["until"]}
        keep_longer(cases, **longer, by=request.user)
        messages.success(request, _("Kept. They come back to this list on that day."))
        return
    ordered = len(order_all(cases, by=request.user))
    said = ngettext(
        "%(num)s erasure is ordered. It waits for a second person.",
        "%(num)s erasures are ordered. Each waits for a second person.",
        ordered,
    )
    messages.success(request, said % {"num": ordered})
    if ordered < len(cases):
        messages.error(request, _("Of the others something is still open, or a hold came up."))


@staff_page(Permission.RECORD_ERASE)
def period(request, period):
    span = next((each for each in spans() if each.kind == period), None)
    if span is None:
        raise Http404
    form = PeriodForm(request.POST or None, initial={"months": span.months})
    if form.is_valid():
        set_period(period, form.cleaned_data["months"], by=request.user, once=form.once)
        messages.success(request, _("Saved. The list follows it from now on."))
        return redirect("erasures:due")
    context = {"title": _("How long files are kept"), "span": span, "form": form}
    return render(request, "erasures/period.html", context)
