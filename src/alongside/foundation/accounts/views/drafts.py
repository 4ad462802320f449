"""Keeping what is being typed, now and then, and dropping it when it is not wanted."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation.accounts.commands import drop_draft
from alongside.foundation.accounts.drafts import keep_words, page_named_in
from alongside.foundation.accounts.marks import Mark, marked


@marked(Mark.NO_ACTIVITY, Mark.ANSWERS_SCRIPTS, Mark.KEEPS_DRAFTS)
@require_POST
def keep(request):
    """Asked by a page's script: no sign that anybody is there."""
    page = page_named_in(request.POST)
    if page is None:
        return JsonResponse({"kept": None}, status=400)
    draft = keep_words(request, page=page)
    # The template knows how a time is written in this place.
    kept = draft and render_to_string("account/kept.html", {"draft": draft}).strip()
    return JsonResponse({"kept": kept})


@require_POST
def drop(request):
    """Start empty instead."""
    page = page_named_in(request.POST)
    if page is None:
        return redirect("home")
    drop_draft(page, by=request.user)
    messages.info(request, _("Your draft is gone. The form is empty."))
    return redirect(page)
