"""Two answers for whoever watches the machine: it is alive, and it can do its work."""

from django.db import DatabaseError, connections
from django.http import JsonResponse

from alongside.foundation.access.doors import open_to_all
from alongside.foundation.room import is_short
from alongside.foundation.vault.organisation import key_fits
from alongside.foundation.vault.providers import KeyTrouble


@open_to_all
def alive(request):
    return JsonResponse({"alive": True})


@open_to_all
def ready(request):
    try:
        for name in connections:
            with connections[name].cursor() as cursor:
                cursor.execute("SELECT 1")
        fits = key_fits()
    except (DatabaseError, KeyTrouble):
        return JsonResponse({"ready": False}, status=503)
    if fits and is_short():  # it can still be read, so nobody is sent away
        return JsonResponse({"ready": True, "saving": False})
    return JsonResponse({"ready": fits}, status=200 if fits else 503)
