"""The language of the pages for whoever is not signed in: kept on the device, for one press."""

from django.conf import settings
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from alongside.foundation.accounts.addresses import way_back
from alongside.foundation.accounts.preferences.language import choose_for_this_device


@require_POST
def choose_language(request):
    response = redirect(way_back(request) or "sign-in")
    asked = request.POST.get("language", "")
    if asked in dict(settings.LANGUAGES):
        choose_for_this_device(response, asked)
    return response
