"""The only door into a case."""

from collections.abc import Callable
from functools import wraps

from django.db.models import OuterRef
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from alongside.casework.cases.at_hand import at_hand
from alongside.casework.cases.models import Case, EmergencyAccess
from alongside.casework.keeping.guards import erased, on_hold
from alongside.foundation.access.doors import READING, reading_only, require
from alongside.foundation.access.permissions import Permission
from alongside.foundation.audit.trail import note


def case_page(permission: Permission) -> Callable[[Callable], Callable]:
    """A case out of sight is a 404, not a 403: that it exists is itself a secret."""

    def decorate(view):
        @wraps(view)
        def page(request, case_id, **kwargs):
            lasting = EmergencyAccess.objects.running().filter(case=OuterRef("pk"))
            cases = (
                Case.objects.visible_to(request.user)
                .select_related("person", "programme", "stream")
                .annotate(emergency_until=lasting.filter(by=request.user).values("until")[:1])
                .annotate(on_hold=on_hold("person"), erased=erased("person", "pk"))
            )
            if request.method in READING:  # what is about to change is read after it has changed
                cases = cases.annotate(**at_hand())
            case = get_object_or_404(cases, pk=case_id)
            require(permission, request.user)
            note(f"visited.{permission}", subject=case, by=request.user)
            if case.erased:
                context = {"title": _("Erased"), "case": case}
                return render(request, "cases/erased.html", context, status=410)
            with reading_only(request):
                return view(request, case, **kwargs)

        page.door = permission
        return page

    return decorate
