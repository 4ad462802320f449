"""Where to go back to: only ever a page on this server."""

from urllib.parse import quote

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

LONGEST = 1_000


def is_page_of_ours(address: str | None) -> bool:
    """A path on this server: nothing that a browser could take for another host."""
    if not address or not address.startswith("/"):
        return False
    return url_has_allowed_host_and_scheme(address, allowed_hosts=None)


def way_back(request: HttpRequest) -> str | None:
    """The page that was asked for before this one came in between."""
    asked = request.POST.get("next") or request.GET.get("next")
    return asked if is_page_of_ours(asked) else None


def by_way_of(name: str, page: str | None) -> str:
    """The address of a page that leads back to another when it is done."""
    return carrying(reverse(name), page)


def carrying(address: str, page: str | None) -> str:
    """An address that remembers where to go back to; a very long page is forgotten."""
    remembered = quote(page or "")
    return address + (f"?next={remembered}" if 0 < len(remembered) <= LONGEST else "")
