"""When saving cannot be done just now: what was typed is shown again, to be sent once more."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils.translation import gettext as _

from alongside.foundation import room
from alongside.foundation.access.doors import OPEN_TO_ALL
from alongside.foundation.accounts.drafts import words_of

SECRET = {"code", "pin", "again", "secret", "credential"}  # a postcode is none
LONG = 20  # characters, from which a value is somebody's words rather than a choice


def not_just_now(request: HttpRequest, error: BaseException | None) -> HttpResponse:
    """503, with the words that were sent. Sent again, they are saved once, even where the first
    time had been enough: the form keeps its token."""
    if room.is_full(error):
        room.let_ballast_go()
    sent = what_was_sent(request)
    context = {
        "said": _why(error),
        "writing": request.method == "POST",
        "sent": sent,
        "words": _words(request) if sent else [],
        "address": request.get_full_path(),
    }
    page = HttpResponse(get_template("ui/not_saved.html").render(context), status=503)
    page.headers["Retry-After"] = "60"
    return page


def what_was_sent(request: HttpRequest) -> Sequence[tuple[str, str]]:
    """The fields of a form of ours that may be shown again; none where it holds a secret, came
    from elsewhere, or from somebody who is not signed in."""
    match = request.resolver_match
    ours = request.method == "POST" and getattr(request, "csrf_processing_done", False)
    if not ours or not match or getattr(match.func, "door", OPEN_TO_ALL) == OPEN_TO_ALL:
        return []
    if request.FILES or any(_is_secret(name) for name in request.POST):
        return []
    return [(name, value) for name, values in request.POST.lists() for value in values]


def _is_secret(name):
    return "password" in name or name.rpartition("-")[2] in SECRET


def _words(request):
    typed = [value for values in words_of(request.POST).values() for value in values]
    return [value for value in typed if len(value) > LONG or " " in value]


def _why(error):
    if isinstance(error, room.NoRoom) or room.is_full(error):
        return _("The disk is nearly full. You can still read; nothing new can be saved just now.")
    return _("The place where everything is kept is busy or cannot be reached.")
