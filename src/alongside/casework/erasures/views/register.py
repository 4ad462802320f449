"""What was erased, by whom it was ordered and agreed, and the certificate of each erasure."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.casework.erasures.carrying import carry_out
from alongside.casework.erasures.queries import codes_of, erasure_of, erasure_page_of, gone_from
from alongside.casework.keeping.guards import OnHold
from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission


@staff_page(Permission.RECORD_ERASE, lists=True)
def listing(request):
    page = erasure_page_of(request.user, after=request.GET.get("after"))
    context = {"title": _("Erasures"), "page": page}
    return render(request, "erasures/register.html", context)


@staff_page(Permission.RECORD_ERASE)
def certificate(request, erasure_id):
    erasure = erasure_of(erasure_id, for_user=request.user)
    if request.method == "POST":
        _go_on(request, erasure)
        return redirect("erasures:certificate", erasure.pk)
    done = erasure.completed_at
    title = _("Certificate of erasure") if done else _("An erasure that is not complete")
    context = {"title": title, "erasure": erasure, "codes": codes_of(erasure)}
    return render(request, "erasures/certificate.html", {**context, "gone": gone_from(erasure)})


def _go_on(request, erasure):
    try:
        done = carry_out(erasure, by=request.user)
    except OnHold:
        messages.error(request, _("A hold stands on this person. Nothing is erased meanwhile."))
        return
    if done.completed_at:
        messages.success(request, _("Erased."))
    else:
        messages.error(request, _("Somebody is still reading the database. Try again in a minute."))
