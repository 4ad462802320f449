"""The lock's own pages: a blank screen, the way back in, and a sign of life."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from alongside.foundation.accounts import shift
from alongside.foundation.accounts.addresses import by_way_of, way_back
from alongside.foundation.accounts.forms import OwnPasswordForm
from alongside.foundation.accounts.marks import Mark, marked
from alongside.foundation.accounts.queries import draft_for


@marked(Mark.WHILE_LOCKED, Mark.WITHOUT_SECOND_FACTOR)
@sensitive_post_parameters("password")
def locked(request):
    if not shift.is_locked(request.session):
        return redirect(way_back(request) or "home")
    posted = request.POST if request.method == "POST" else None
    form = OwnPasswordForm(posted, request=request)
    one_press = shift.chosen_in_the_demo(request.session)
    if posted is not None and (one_press or form.is_valid()):
        return _unlock(request)
    page = {"form": form, "back": way_back(request), "one_press": one_press}
    return render(request, "account/locked.html", page)


def _unlock(request):
    shift.unlock(request.session)
    page = way_back(request)
    if page and draft_for(request.user, page.partition("?")[0]):
        messages.info(request, _("This page was locked. Your unfinished words are kept."))
    return redirect(page or "home")


@marked(Mark.WHILE_LOCKED, Mark.WITHOUT_SECOND_FACTOR)
@require_POST
def lock_now(request):
    shift.lock(request.session)
    return redirect(by_way_of("locked", way_back(request)))


@marked(Mark.ANSWERS_SCRIPTS)
@require_POST
def still_here(request):
    """Pressed, or asked for by the page when its reader says "Stay"."""
    return HttpResponse(status=204)
