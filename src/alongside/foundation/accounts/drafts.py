"""Unfinished forms: what a form's view does so that no word typed into it is lost."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from alongside.foundation.accounts.addresses import is_page_of_ours
from alongside.foundation.accounts.commands import drop_draft, keep_draft
from alongside.foundation.accounts.marks import Mark, marked
from alongside.foundation.accounts.models import Draft, User
from alongside.foundation.accounts.queries import draft_for
from alongside.foundation.vault.ring import KeyGone

NEVER_KEPT = {"csrfmiddlewaretoken", "once", "draft_page", "leave"}
LONGEST_PAGE = 300
# By the name of an id in a page's address: whose key seals what is typed there, once a key is hers.
OWNERS: dict[str, Callable[[UUID], UUID | None]] = {"case_id": lambda case_id: case_id}


def drafted(view: Callable) -> Callable:
    """Stands under the door of a page with a form. "Finish later" keeps the words and leads home;
    once the form is saved, which its view answers by a redirect, the kept words are destroyed."""

    @wraps(view)
    def page(request, *args, **kwargs):
        if request.method == "POST" and "leave" in request.POST:
            return finish_later(request)
        response = view(request, *args, **kwargs)
        saved = request.method == "POST" and response.status_code in (302, 303)
        if saved and draft_for(request.user, request.path):
            drop_draft(request.path, by=request.user)
        return response

    return marked(Mark.KEEPS_DRAFTS)(page)


def finish_later(request: HttpRequest) -> HttpResponse:
    """Keep what is typed and go home."""
    if keep_words(request):
        messages.success(request, _("Your unfinished words are kept. Only you can open them."))
    return redirect("home")


def restored(request: HttpRequest) -> tuple[dict[str, Any] | None, datetime | None]:
    """Initial values for the form on this page, and when they were kept; or None and None."""
    draft = draft_for(cast(User, request.user), request.path)
    if draft is None:
        return None, None
    try:
        kept: Any = draft.words
        words = {name: _one_or_many(given) for name, given in kept.items()}
    except KeyGone:  # whom it was about was erased, and what was typed about her with it
        return None, None
    return words, draft.kept_at


def keep_words(request: HttpRequest, *, page: str | None = None) -> Draft | None:
    """Keep what this request carries, under the page it was typed on. Nothing typed: no draft."""
    page, words = page or request.path, words_of(request.POST)
    if not words or len(page) > LONGEST_PAGE:
        return None
    return keep_draft(page, words, subject=subject_of(page), by=request.user) or None


def words_of(posted: QueryDict) -> dict[str, list[str]]:
    """What somebody typed, without tokens and passwords."""
    kept = {name: given for name, given in posted.lists() if _may_be_kept(name)}
    return kept if any(word for given in kept.values() for word in given) else {}


def page_named_in(posted: QueryDict) -> str | None:
    """The form's page, as its own field `draft_page` says; only a page that exists counts."""
    page = posted.get("draft_page", "")
    return page if is_page_of_ours(page) and len(page) <= LONGEST_PAGE and _exists(page) else None


def subject_of(page: str) -> UUID | None:
    """The owner of the key that what is typed on this page lies under, told by its address."""
    named = resolve(page).kwargs if _exists(page) else {}
    owners = (OWNERS[name](named[name]) for name in named if name in OWNERS)
    return next((owner for owner in owners if owner), None)


def _exists(page):
    try:
        return bool(resolve(page))
    except Resolver404:
        return False


def _may_be_kept(name):
    return name not in NEVER_KEPT and "password" not in name


def _one_or_many(given):
    return given[0] if len(given) == 1 else list(given)
