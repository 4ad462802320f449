"""Walls, and the way into a case in an emergency."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.casework.cases.pages import case_page
from alongside.casework.cases.queries import sees, those_who_may_be_named, waiting_for
from alongside.casework.cases.second_eyes import LEADS, NobodyElse
from alongside.casework.people.models import Wall
from alongside.casework.people.queries import unwalled
from alongside.casework.walls.commands import (
    AnotherPersonMust,
    answer_by_phone,
    ask_to_lift,
    let_in,
    let_in_by_phone,
    lift_wall,
    open_in_emergency,
    raise_wall,
    review_emergency,
)
from alongside.casework.walls.forms import (
    AnswerForm,
    EmergencyForm,
    LetInForm,
    NightForm,
    ReviewForm,
    WallForm,
)
from alongside.casework.walls.queries import (
    access_of,
    accesses_of,
    case_for_emergency,
    case_past_walls,
    done_in,
    opened_with,
    owed_answer,
    wall_of,
    walls_of,
)
from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.step_up import step_up
from alongside.foundation.audit.trail import note
from alongside.foundation.clock import now
from alongside.organisation.workforce.models import ANSWER, LET_IN
from alongside.organisation.workforce.outsiders.commands import CodeSpent
from alongside.organisation.workforce.outsiders.hearing import NotRight, hear
from alongside.organisation.workforce.outsiders.queries import outsiders_to_ring

SPENT = gettext_lazy("This code was used before. Ask for another")


@case_page(Permission.CASE_READ)
def walls(request, case):
    leads = holds(request.user, LEADS)
    context = {"title": _("Walls: who is kept out"), "case": case, "leads": leads}
    context["walls"] = walls_of(case.person, reader=request.user) if leads else []
    return render(request, "walls/walls.html", context)


@case_page(Permission.CASE_READ)
def add(request, case):
    form = WallForm(request.POST or None, staff=_who_can_be_walled(request.user, case))
    if form.is_valid() and _raised(request, case, form):
        messages.success(request, _("The wall stands. For them this person is not here."))
        return redirect("walls:walls", case.pk) if sees(request.user, case) else redirect("home")
    context = {"title": _("Raise a wall"), "case": case, "form": form}
    return render(request, "walls/add.html", context)


def _who_can_be_walled(user, case):
    """Anyone may say it of herself; of others, whoever leads."""
    staff = unwalled(User.objects.who_may_sign_in(), case.person)
    return staff if holds(user, LEADS) else staff.filter(pk=user.pk)


def _raised(request, case, form):
    try:
        raise_wall(case.person, **form.values(), by=request.user, once=form.once)
    except NobodyElse:
        say = _("Nobody else could go on with this case. Let somebody in first: add a worker")
        form.add_error("user", say)
        return False
    return True


@case_page(Permission.CASE_ALLOCATE)
def lift(request, case, wall_id):
    wall = wall_of(case.person, wall_id, reader=request.user)
    if request.method != "POST":
        return redirect("walls:walls", case.pk)
    try:
        if wall.lifting_asked_by_id in (None, request.user.pk):
            ask_to_lift(case, wall, by=request.user)
            messages.success(request, _("Asked. The wall stands until a second person agrees."))
        else:
            lift_wall(wall, by=request.user)
            messages.success(request, _("The wall is lifted."))
    except AnotherPersonMust:
        say = _("Another person must agree. The wall stands.")
        messages.error(request, say)
    return redirect("walls:walls", case.pk)


@staff_page(Permission.EMERGENCY_OPEN)
@step_up
def emergency(request):
    outsiders = outsiders_to_ring()
    form = (NightForm if outsiders else EmergencyForm)(request.POST or None)
    if form.is_valid() and (opened := _opened(request, form)):
        return redirect("desk:case", opened)
    context = {"title": _("Emergency access"), "form": form, "outsiders": outsiders}
    return render(request, "walls/emergency.html", context)


def _opened(request, form):
    """The id of the case that is open now; None when something has to be mended first."""
    if form.cleaned_data.get("code"):
        return _opened_by_phone(request, form)
    if case := case_for_emergency(form.cleaned_data["reference"], user=request.user):
        reason = form.cleaned_data["reason"]
        open_in_emergency(case, reason=reason, by=request.user, once=form.once)
        return case.pk
    return _nothing_there(request, form)


def _opened_by_phone(request, form):
    # The code comes first: with one that is not right, no reference is so much as looked up.
    told = form.cleaned_data
    try:
        code = hear(request, told["code"], LET_IN)
        if code.used_at:
            return _opened_a_moment_ago(request, form, code)
        if case := case_past_walls(told["reference"]):
            given = {"code": code, "said": told["said"], "reason": told["reason"]}
            let_in_by_phone(case, **given, by=request.user, once=form.once)
            return case.pk
    except (NotRight, CodeSpent) as trouble:
        form.add_error("code", str(trouble) or SPENT)
        return None
    return _nothing_there(request, form)


def _opened_a_moment_ago(request, form, code):
    if access := opened_with(code, user=request.user):
        return access.case_id
    form.add_error("code", SPENT)
    return None


def _nothing_there(request, form):
    note("emergency.not_found", subject=request.user, by=request.user)
    form.add_error("reference", _("Nothing can be opened under this reference"))


@staff_page(Permission.EMERGENCY_OPEN)
@step_up
def answer(request, access_id):
    """Nobody inside can look at what she did: the outsider answers, by phone and by code."""
    access = owed_answer(access_id, user=request.user)
    form = AnswerForm(request.POST or None)
    if form.is_valid() and _answered(request, access, form):
        messages.success(request, _("Noted what they say."))
        return redirect("desk:today")
    context = {"title": _("The outsider’s answer"), "access": access, "form": form}
    context |= {"outsiders": outsiders_to_ring(), "done": done_in(access)}
    context["over"] = access.until <= now()
    return render(request, "walls/answer.html", context)


def _answered(request, access, form):
    told = form.cleaned_data
    if access.until > now():
        form.add_error(None, _("The hour is not over yet. Ring them when it is"))
        return False
    try:
        code = hear(request, told["code"], ANSWER)
        if code.used_at:
            raise NotRight(SPENT)
        said = {"finding": told["finding"], "found": told["found"], "code": code}
        answer_by_phone(access, **said, by=request.user, once=form.once)
    except (NotRight, CodeSpent) as trouble:
        form.add_error("code", str(trouble) or SPENT)
        return False
    return True


@case_page(Permission.CASE_ALLOCATE)
@step_up
def open_to(request, case):
    walled = Wall.objects.around(case.person_id).values("user")
    staff = those_who_may_be_named().filter(pk__in=walled).exclude(pk=request.user.pk)
    form = LetInForm(request.POST or None, staff=staff)
    if form.is_valid() and _let_in(request, case, form):
        messages.success(request, _("The case is open to them for 60 minutes."))
        return redirect("walls:emergencies", case.pk)
    context = {"title": _("Let somebody in for 60 minutes"), "case": case, "form": form}
    return render(request, "walls/open_to.html", context)


def _let_in(request, case, form):
    try:
        let_in(case, **form.values(), by=request.user, once=form.once)
    except AnotherPersonMust:
        say = _("Another person must let them in: they made the link to your account")
        form.add_error("user", say)
        return False
    return True


@case_page(Permission.CASE_READ)
def emergencies(request, case):
    context = {"title": _("Emergency accesses"), "case": case, "accesses": accesses_of(case)}
    context["waiting"] = waiting_for(request.user, case, "emergency_review")
    context["leads"] = holds(request.user, LEADS)
    return render(request, "walls/emergencies.html", context)


@case_page(Permission.CASE_READ)
def review(request, case, access_id):
    access = access_of(case, access_id)
    asked = access.pk in waiting_for(request.user, case, "emergency_review")
    form = ReviewForm(request.POST or None)
    asked = asked and access.by != request.user
    if request.method == "POST" and asked and form.is_valid() and _reviewed(request, access, form):
        messages.success(request, _("Noted what you found."))
        return redirect("walls:emergencies", case.pk)
    context = {"title": _("Look at an emergency access"), "case": case, "access": access}
    context |= {"form": form, "asked": asked}
    return render(request, "walls/review.html", {**context, "done": done_in(access)})


def _reviewed(request, access, form):
    try:
        review_emergency(access, **form.values(), by=request.user, once=form.once)
    except AnotherPersonMust:
        say = _(
            "Another person must look at this: whoever opened it and you could be one person. "
            "Nothing is saved"
        )
        form.add_error(None, say)
        return False
    return True
