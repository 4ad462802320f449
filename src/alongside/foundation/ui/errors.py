"""Pages for when something is not there, not allowed, or went wrong on our side."""

import sys
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token

from alongside.foundation.audit.once import SentBefore
from alongside.foundation.room import is_trouble_with_the_place
from alongside.foundation.ui.unsaved import not_just_now
from alongside.foundation.vault.brought_back.shut import StillShut
from alongside.foundation.vault.ring import KeyGone
from alongside.foundation.vault.sealed import SealBroken


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same page, words and status whether something is missing or not open to the reader."""
    context = {
        "title": _("Nothing to show here"),
        "said": _("The address may be wrong, or this is not open to you."),
        "what_to_do": _("Your supervisor can help."),
    }
    return render(request, "ui/error.html", context, status=404)


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page exists; this reader's role does not open it."""
    context = {
        "title": _("This is not part of your role"),
        "said": _("Nothing was changed."),
        "what_to_do": _("If you need it for your work, ask your supervisor or administrator."),
    }
    return render(request, "ui/error.html", context, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long, or was not ours."""
    context = {
        "title": _("This page was open too long"),
        "said": _("Nothing was saved. Go back: your words are still on the page."),
        "what_to_do": _("Open the page again in a second window, then send it once more."),
    }
    return render(request, "ui/error.html", context, status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What arrived could not be read."""
    said = _("What arrived could not be read. Nothing was saved.")
    return _plain(_("This could not be read"), said, _("Go back and try once more."), 400)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours: this page asks neither the database nor who is looking."""
    if is_trouble_with_the_place(error := sys.exception()):
        return not_just_now(request, error)
    said = _("Something went wrong on our side. What you had saved before is safe.")
    what_to_do = _("Go back: your words are still on the page. Try again in a moment.")
    return _plain(_("Sorry, this did not work"), said, what_to_do, 500)


class InWords:
    """A middleware that answers in words where Django or the vault would not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """What can be said in words is said; anything else is a fault of ours."""
        if is_trouble_with_the_place(error):
            return not_just_now(request, error)
        if isinstance(error, SentBefore):
            said = _("This form was sent before, with other words. This time nothing was changed.")
            what_to_do = _("Go back: your words are still on the page. Open the form anew.")
            return _plain(_("Sent before"), said, what_to_do, 409)
        if isinstance(error, KeyGone):
            said = _("What stood here was erased on purpose. Nobody can open it any more.")
            return _plain(_("Erased"), said, _("Your supervisor can tell you more."), 410)
        if isinstance(error, StillShut):
            said = _("This place was brought back from a backup and is not open yet.")
            what_to_do = _("Whoever keeps the machine has to finish it. Nothing was lost.")
            return _plain(_("Not open yet"), said, what_to_do, 503)
        if isinstance(error, SealBroken):
            said = _("What stands here was altered outside Alongside, so it is not shown.")
            what_to_do = _("Tell your administrator now, and rely on nothing from this page.")
            return _plain(_("This cannot be trusted"), said, what_to_do, 500)
        return None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or response.content:
            return response
        said = _("A form sends to this address. By itself it shows nothing, and nothing was saved.")
        page = _plain(_("This is not a page"), said, _("Go back, or open your first page."), 405)
        page.headers["Allow"] = response.headers["Allow"]
        return page


def _plain(title, said, what_to_do, status):
    context = {"title": title, "said": said, "what_to_do": what_to_do}
    return HttpResponse(get_template("ui/plain_error.html").render(context), status=status)
