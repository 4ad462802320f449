"""Comforts that nobody needs: the list of keyboard shortcuts, and one page that leads anywhere."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation.access.doors import signed_in
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.models import User
from alongside.foundation.ui.places import SECTIONS, deeds_for, places_for

LONGEST = 100


@signed_in
def shortcuts(request: HttpRequest) -> HttpResponse:
    """The keys that lead somewhere, for those who have turned them on."""
    user = cast(User, request.user)
    led = [(place.keys, place.title) for place in places_for(user) if place.keys]
    keys = [s.keys for s in SECTIONS if s.keys and holds(user, s.permission)]
    on_a_case = [(each.pressed, each.words) for each in keys]
    page = {"led": led, "on_a_case": on_a_case, "title": _("Keyboard shortcuts")}
    return render(request, "ui/shortcuts.html", page)


@signed_in
def go_to(request: HttpRequest) -> HttpResponse:
    """Every place this user may open; what was typed travels in the body, never in the address."""
    typed = request.POST.get("typed", "").strip()[:LONGEST]
    links = links_for(cast(User, request.user))
    found = [link for link in links if typed.lower() in link[0].lower()]
    page = {"typed": typed, "found": found, "title": _("Everything you can do")}
    return render(request, "ui/go_to.html", page)


def links_for(user: User) -> list[tuple[str, str]]:
    """The words and the addresses: the menu's, then what everybody has."""
    own = [(_("Your account"), "account"), (_("Language and keyboard"), "preferences")]
    own += [(_("Keyboard shortcuts"), "shortcuts")]
    own += [(_("If someone asks about a person"), "desk:if-someone-asks")]
    led = [*places_for(user), *deeds_for(user)]
    places = [(str(place.title), place.address) for place in led]
    return places + [(words, reverse(name)) for words, name in own]
