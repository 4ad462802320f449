"""The page on which an administrator lets a partner's machine in, and shuts it out."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.exchange.commands import make_key, revoke_key
from alongside.exchange.forms import KeyForm
from alongside.exchange.models import FeedKey
from alongside.exchange.queries import keys_known
from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.accounts.step_up import step_up


@staff_page(Permission.STAFF_MANAGE)
@step_up
def keys(request):
    form = KeyForm(request.POST or None)
    if form.is_valid():
        key = make_key(**form.values(), by=request.user)
        # Shown in this answer and nowhere kept: whoever loses it makes another.
        context = {"title": _("Hand over this token"), "key": key}
        context["address"] = request.build_absolute_uri(reverse("exchange:referrals"))
        return render(request, "exchange/token.html", context)
    context = {"title": _("Machines that bring referrals"), "form": form, "known": keys_known()}
    return render(request, "exchange/keys.html", {**context, "within": "workforce:organisation"})


@staff_page(Permission.STAFF_MANAGE)
@step_up
@require_POST
def revoke(request, key_id):
    key = get_object_or_404(FeedKey.objects.standing(), pk=key_id)
    revoke_key(key, by=request.user)
    said = _("The token of %(feed)s opens nothing any more.")
    messages.success(request, said % {"feed": key.feed})
    return redirect("exchange:keys")
