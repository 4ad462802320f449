"""Who works on a case, and who may know of it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.casework.cases.commands import (
    allocate,
    hand_case_over,
    make_ordinary,
    make_sensitive,
)
from alongside.casework.cases.forms import SensitiveForm
from alongside.casework.cases.handing.forms import HandOverForm, WorkerForm
from alongside.casework.cases.pages import case_page
from alongside.casework.cases.proposing import proposals_for
from alongside.casework.cases.queries import (
    moves_along,
    named_on,
    sees,
    those_who_can_stand_beside,
    those_who_can_take_a_case,
    those_who_may_be_named,
    workers_of,
)
from alongside.casework.cases.second_eyes import NobodyElse
from alongside.casework.people.queries import unwalled
from alongside.foundation.access.permissions import Permission


@case_page(Permission.CASE_ALLOCATE)
def workers(request, case):
    context = {"title": _("Workers"), "case": case, "allocations": workers_of(case)}
    return render(request, "cases/workers.html", context)


@case_page(Permission.CASE_ALLOCATE)
def add(request, case):
    working = workers_of(case)
    able = _able(case, working, those_who_can_stand_beside())
    proposed = proposals_for(case, able, request.user)
    form = _worker_form(request, able, proposed)
    if form.is_valid():
        allocation = allocate(case, **form.values(), by=request.user, once=form.once)
        say = _("%(name)s works on this case now.") % {"name": allocation.worker.name}
        messages.success(request, say)
        return redirect("cases:workers", case.pk)
    context = {"title": _("Add a worker"), "case": case, "form": form, "allocations": working}
    context["proposed"] = proposed
    return render(request, "cases/add_worker.html", context)


@case_page(Permission.CASE_ALLOCATE)
def hand_over(request, case):
    working = workers_of(case)
    able = _able(case, working, those_who_can_take_a_case())
    proposed = proposals_for(case, able, request.user)
    form = _worker_form(request, able, proposed, HandOverForm)
    if form.is_valid() and _handed_over(request, case, form):
        return _on_from(request, case)
    context = {"title": _("Hand the case over"), "case": case, "form": form}
    context |= {"allocations": working, "moving": moves_along(case, working)}
    context["proposed"] = proposed
    return render(request, "cases/hand_over.html", context)


def _handed_over(request, case, form):
    told = form.values()
    to = told["worker"]
    try:
        hand_case_over(case, to=to, words=told["words"], by=request.user, once=form.once)
    except NobodyElse:
        say = _("A second look is still open, and nobody else could take it. Have it done first")
        form.add_error("worker", say)
        return False
    messages.success(request, _("%(name)s has the case now.") % {"name": to.name})
    return True


def _able(case, working, able):
    workers = able.exclude(pk__in=[allocation.worker_id for allocation in working])
    return unwalled(workers, case.person)


def _worker_form(request, able, proposed, form=WorkerForm):
    first = {"worker": proposed[0].worker} if proposed else {}
    return form(request.POST or None, workers=able, initial=first)


def _on_from(request, case):
    """Back to the case; or, for whoever no longer sees it, to the cases she does see."""
    if sees(request.user, case):
        return redirect("cases:workers", case.pk)
    return redirect("desk:caseload")


@case_page(Permission.CASE_ALLOCATE)
def sensitive(request, case):
    form = _readers_form(request, case)
    if form.is_valid() and _keep_it_among(request, case, form):
        messages.success(request, _("Only the people named here know of this case now."))
        return _on_from(request, case)
    context = {"title": _("Who may know of this case"), "case": case, "form": form}
    return render(request, "cases/sensitive.html", {**context, "named": named_on(case)})


def _keep_it_among(request, case, form):
    readers = form.values()["readers"]
    try:
        make_sensitive(case, readers=readers, by=request.user, once=form.once)
    except NobodyElse:
        say = _("A second look is still open. Name somebody who can take it")
        form.add_error("readers", say)
        return False
    return True


def _readers_form(request, case):
    working = [allocation.worker_id for allocation in workers_of(case)]
    staff = unwalled(those_who_may_be_named(), case.person).exclude(pk__in=working)
    return SensitiveForm(
        request.POST or None,
        staff=staff,
        asker=request.user,
        workers=working,
        initial={"readers": named_on(case)} if case.sensitive else {"readers": [request.user.pk]},
    )


@case_page(Permission.CASE_ALLOCATE)
def ordinary(request, case):
    if request.method == "POST":
        make_ordinary(case, by=request.user)
        messages.success(request, _("Its workers and their supervisor see this case again."))
        return _on_from(request, case)
    return redirect("cases:sensitive", case.pk)
