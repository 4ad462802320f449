"""The first at the gate: hostile or broken requests get a plain answer before anything is read."""

import codecs

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _

METHODS = {"GET", "HEAD", "POST"}
ELSEWHERE = {"cross-site", "same-site"}  # a sibling domain is somebody else's page too


class Gatekeeper:
    """Answers 400, 403, 405, 413 and 414 in plain text; touches neither session nor database."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with override(get_language_from_request(request)):
            refusal = _refusal(request)
        response = refusal or self.get_response(request)
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response


def _refusal(request):
    if request.method not in METHODS:
        return _plain(405, _("This address answers GET and POST only."), Allow="GET, HEAD, POST")
    if _fetched_by_another_page(request):
        return _plain(403, _("Another website asked for this. Nothing was done."))
    if not _known_charset(request.META.get("CONTENT_TYPE", "")):
        return _plain(400, _("The request names a character set that does not exist."))
    if len(request.get_full_path()) > settings.LONGEST_ADDRESS or "\x00" in request.path:
        return _plain(414, _("The address is too long."))
    return _too_large(request)


def _fetched_by_another_page(request):
    """A link from elsewhere may lead here; no other site's page may send, frame or embed."""
    if request.headers.get("Sec-Fetch-Site") not in ELSEWHERE:
        return False  # ours, typed by hand, or an old browser: the CSRF check stands behind
    followed = request.headers.get("Sec-Fetch-Mode") == "navigate" and request.method != "POST"
    return not followed or request.headers.get("Sec-Fetch-Dest") != "document"


def _too_large(request):
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not (length.isascii() and length.isdigit()):
        return _plain(400, _("The request does not say how long it is."))
    if int(length) > settings.LARGER_BODIES.get(request.path, settings.LARGEST_BODY):
        return _plain(413, _("The request is too large. Nothing was saved."))
    return None


def _known_charset(content_type):
    for part in content_type.split(";")[1:]:
        name, _sign, value = part.strip().partition("=")
        if name.strip().lower() == "charset":
            return _utf8(value.strip("\"' "))
    return True


def _utf8(name):
    try:
        return codecs.lookup(name).name == "utf-8"
    except (LookupError, ValueError):
        return False


def _plain(status, words, **headers):
    return HttpResponse(
        words + "\n", status=status, content_type="text/plain; charset=utf-8", headers=headers
    )
