"""The promises of a case: which are still to be kept, kept in one press, or given a new date."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.casework.cases.pages import case_page
from alongside.casework.support.promises.commands import keep_promise, move_promise
from alongside.casework.support.promises.forms import NewDateForm
from alongside.casework.support.promises.queries import promise_of, promises_of
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.drafts import drafted, restored
from alongside.foundation.ui.forms import token_of


@case_page(Permission.CONTACT_READ)
def listed(request, case):
    unkept, kept = promises_of(case)
    context = {"title": _("Promises"), "case": case, "unkept": unkept, "kept": kept}
    context["may_write"] = holds(request.user, Permission.CONTACT_WRITE)
    return render(request, "support/promises.html", context)


@case_page(Permission.CONTACT_WRITE)
def kept(request, case, promise_id):
    promise = promise_of(case, promise_id)
    if request.method != "POST":
        return redirect("promises:new-date", case.pk, promise.pk)
    keep_promise(promise, by=request.user, once=token_of(request))
    messages.success(request, _("Kept. It is off your day and in the list of promises."))
    return redirect("promises:list", case.pk)


@case_page(Permission.CONTACT_WRITE)
@drafted
def new_date(request, case, promise_id):
    promise = promise_of(case, promise_id)
    words, kept_at = restored(request)
    form = NewDateForm(request.POST or None, initial=words)
    if form.is_valid():
        move_promise(promise, **form.values(), by=request.user, once=form.once)
        messages.success(request, _("The promise has its new date."))
        return redirect("promises:list", case.pk)
    context = {"title": _("A promise"), "case": case, "promise": promise, "form": form}
    return render(request, "support/promise.html", {**context, "draft_kept_at": kept_at})
