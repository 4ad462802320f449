"""Two answers for whoever watches the machine: it is alive, and it can do its work."""

from django.db import DatabaseError, connections
from django.http import JsonResponse

from alongside.foundation.access.doors import open_to_all
from alongside.foundation.backups.queries import is_late
from alongside.foundation.room import is_short
from alongside.foundation.vault.brought_back.shut import shut
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
        fits, closed, late = key_fits(), shut(), is_late()
    except (DatabaseError, KeyTrouble):
        return JsonResponse({"ready": False}, status=503)
    if closed:  # restored, and who was erased since would open
        return JsonResponse({"ready": False, "restored": "not finished"}, status=503)
    if not fits:
        return JsonResponse({"ready": False}, status=503)
    # It can still be read and written, so nobody is sent away for these.
    told = {"saving": False} if is_short() else {}
    return JsonResponse({"ready": True, **told, **({"backed_up": False} if late else {})})
