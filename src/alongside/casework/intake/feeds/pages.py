"""The only door to a file that somebody brought: it opens for them alone."""

from collections.abc import Callable
from functools import wraps

from django.shortcuts import get_object_or_404

from alongside.foundation.access.doors import reading_only, require
from alongside.foundation.access.permissions import Permission
from alongside.foundation.audit.trail import note
from alongside.foundation.imports.models import Upload

KIND = "referrals"


def upload_page(view: Callable) -> Callable:
    """Its rows may tell of people whom others here must not know of, so nobody else finds it."""

    @wraps(view)
    def page(request, upload_id):
        require(Permission.REFERRAL_IMPORT, request.user)
        mine = Upload.objects.filter(owner=request.user, kind=KIND).select_related("owner")
        upload = get_object_or_404(mine, pk=upload_id)
        note(f"visited.{Permission.REFERRAL_IMPORT}", subject=upload, by=request.user)
        with reading_only(request):
            return view(request, upload)

    page.door = Permission.REFERRAL_IMPORT  # type: ignore[attr-defined]
    return page
