"""How the house itself is doing: background work, and what could not be done."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.jobs.commands import set_aside, try_again
from alongside.foundation.jobs.models import Job
from alongside.foundation.ui.forms import token_of
from alongside.organisation.upkeep.forms import SetAsideForm
from alongside.organisation.upkeep.queries import background_work, title_of


@staff_page(Permission.UPKEEP_MANAGE)
def work(request):
    return render(request, "upkeep/work.html", {"title": _("Background work"), **background_work()})


@staff_page(Permission.UPKEEP_MANAGE)
@require_POST
def again(request, job_id):
    job = get_object_or_404(Job.objects.given_up(), pk=job_id)
    try_again(job, by=request.user, once=token_of(request))
    messages.success(request, _("It is tried again within a few seconds."))
    return redirect("upkeep:work")


@staff_page(Permission.UPKEEP_MANAGE)
def aside(request, job_id):
    job = get_object_or_404(Job.objects.given_up().filter(every=None), pk=job_id)
    form = SetAsideForm(request.POST or None)
    if form.is_valid():
        set_aside(job, by=request.user, once=form.once, **form.values())
        messages.success(request, _("It is set aside and will not be done."))
        return redirect("upkeep:work")
    context = {"title": _("Set this work aside"), "job": job, "what": title_of(job), "form": form}
    return render(request, "upkeep/aside.html", context)
