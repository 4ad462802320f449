"""Who works here and how somebody is let in and let go; teams, programmes, and who pays."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import ROLES
from alongside.foundation.accounts.commands import (
    AnotherMust,
    agree_to_invitation,
    invite_again,
    let_back_in,
    reset_second_factor,
    set_sign_in_rules,
)
from alongside.foundation.accounts.hats.commands import give_second_role
from alongside.foundation.accounts.models import OPERATOR, SignInRules, User
from alongside.foundation.accounts.queries import waiting_invitations
from alongside.foundation.accounts.step_up import step_up
from alongside.organisation.workforce.commands import (
    add_funding_stream,
    add_programme,
    add_team,
    invite_to_team,
    join_team,
    let_go,
    opens_files,
)
from alongside.organisation.workforce.forms import (
    InvitationForm,
    MembershipForm,
    NameForm,
    ResetForm,
    SecondRoleForm,
    SignInRulesForm,
    TeamForm,
)
from alongside.organisation.workforce.models import FundingStream, Programme, Team
from alongside.organisation.workforce.notices import notices_for
from alongside.organisation.workforce.outsiders.commands import agree_to_outsider
from alongside.organisation.workforce.outsiders.queries import outsiders_waiting
from alongside.organisation.workforce.queries import staff_page_of, whole_organisation

COMMANDS = {
    "team": add_team,
    "member": join_team,
    "programme": add_programme,
    "stream": add_funding_stream,
}


@staff_page(Permission.STAFF_MANAGE)
def staff(request):
    page = staff_page_of(request.GET.get("after"))
    context = {"title": _("Staff"), "page": page, "notices": notices_for(request.user)}
    return render(request, "workforce/staff.html", context)


@staff_page(Permission.STAFF_MANAGE)
@step_up
def invite(request):
    form = InvitationForm(request.POST or None)
    if form.is_valid():
        invitation = invite_to_team(by=request.user, **form.values())
        return _show_link(request, invitation)
    context = {"title": _("Invite somebody"), "form": form}
    return render(request, "workforce/invite.html", context)


@staff_page(Permission.STAFF_MANAGE)
@step_up
def new_link(request, user_id):
    """For whoever lost the first one, forgot the password, or comes back after having left."""
    colleague = _colleague(request, user_id, here=(True, False))
    if request.method == "POST":
        try:
            return _show_link(request, _link_for(colleague, by=request.user))
        except AnotherMust:
            return _another_must(request, colleague)
    context = {"title": _("A new link"), "colleague": colleague}
    return render(request, "workforce/new_link.html", context)


def _link_for(colleague, *, by):
    if colleague.is_active:
        return invite_again(colleague, by=by)
    return let_back_in(colleague, needs_second=opens_files(colleague.role), by=by)


@staff_page(Permission.CASE_ALLOCATE)
@step_up
def waiting(request):
    """Whoever leads agrees that somebody is let in to files, or may let others in by phone: an
    administrator alone cannot."""
    invitations, outsiders = waiting_invitations(), outsiders_waiting()
    if request.method == "POST":
        try:
            _agree(request, invitations, outsiders)
        except AnotherMust:
            messages.error(request, _("Somebody else must agree to this one. Nothing was changed."))
        return redirect("workforce:waiting")
    context = {"title": _("Who is to be let in"), "invitations": invitations}
    context["outsiders"] = outsiders
    return render(request, "workforce/waiting.html", context)


def _agree(request, invitations, outsiders):
    for invitation in (o for o in invitations if str(o.pk) == request.POST.get("invitation")):
        agree_to_invitation(invitation, by=request.user)
        said = _("Agreed. The link of %(name)s opens now.")
        messages.success(request, said % {"name": invitation.user.name})
    for outsider in (o for o in outsiders if str(o.pk) == request.POST.get("outsider")):
        agree_to_outsider(outsider, by=request.user)
        say = _("Agreed. A sheet of codes can be made for %(name)s.")
        messages.success(request, say % {"name": outsider.name})


@staff_page(Permission.STAFF_MANAGE)
def end(request, user_id):
    colleague = _colleague(request, user_id)
    if request.method == "POST":
        left = let_go(colleague, by=request.user).left
        said = _("%(name)s can no longer sign in, and is signed out everywhere.")
        messages.success(request, said % {"name": colleague.name})
        _say_what_is_left(request, left)
        return redirect("workforce:staff")
    context = {"title": _("End access"), "colleague": colleague}
    return render(request, "workforce/end.html", context)


LEFT_BEHIND = {
    "cases": ngettext_lazy(
        "%(num)s case waits for somebody to take it.",
        "%(num)s cases wait for somebody to take them.",
        "num",
    ),
    "looked_at_by": ngettext_lazy(
        "%(num)s colleague who leads is asked to look at what was opened.",
        "%(num)s colleagues who lead are asked to look at what was opened.",
        "num",
    ),
    "seen_by_nobody": ngettext_lazy(
        "%(num)s case is seen by nobody who leads: ask who works on it to let somebody in.",
        "%(num)s cases are seen by nobody who leads: ask who works on them to let somebody in.",
        "num",
    ),
}


def _say_what_is_left(request, left):
    for what, say in LEFT_BEHIND.items():
        if number := sum(getattr(one, what) for one in left):
            messages.info(request, say % {"num": number})


@staff_page(Permission.STAFF_MANAGE)
@step_up
def reset(request, user_id):
    colleague = _colleague(request, user_id)
    form = ResetForm(request.POST or None)
    if form.is_valid():
        try:
            reset_second_factor(colleague, form.cleaned_data["reason"], by=request.user)
        except AnotherMust:
            return _another_must(request, colleague)
        said = _("%(name)s sets up a new second step at the next sign-in.")
        messages.success(request, said % {"name": colleague.name})
        return redirect("workforce:staff")
    context = {"title": _("Reset the second step"), "form": form, "colleague": colleague}
    return render(request, "workforce/reset.html", context)


@staff_page(Permission.STAFF_MANAGE)
@step_up
def second_role(request, user_id):
    colleague = _colleague(request, user_id)
    free = {code for code in ROLES if not opens_files(code)} | {colleague.other_role}
    given = {"free": free - {colleague.role}, "initial": {"role": colleague.other_role}}
    form = SecondRoleForm(request.POST or None, **given)
    if form.is_valid():
        give_second_role(colleague, form.cleaned_data["role"], by=request.user)
        say = _("Saved. %(name)s signs in anew, and acts in one role at a time.")
        messages.success(request, say % {"name": colleague.name})
        return redirect("workforce:staff")
    context = {"title": _("Second role"), "form": form, "colleague": colleague}
    return render(request, "workforce/second_role.html", context)


def _colleague(request, user_id, here=(True,)):
    """Somebody else: nobody ends or resets their own way in."""
    others = User.objects.filter(is_active__in=here).exclude(role=OPERATOR)
    return get_object_or_404(others.exclude(pk=request.user.pk), pk=user_id)


def _another_must(request, colleague):
    context = {"title": _("Somebody else must do this"), "colleague": colleague}
    return render(request, "workforce/another_must.html", context, status=409)


def _show_link(request, invitation):
    # Shown in this answer and nowhere kept: whoever loses it asks for a new one.
    path = reverse("invitation", args=[invitation.token])
    link = request.build_absolute_uri(path)
    context = {"title": _("Hand over this link"), "link": link}
    context |= {"invited": invitation.user, "waits": invitation.needs_second}
    return render(request, "workforce/link.html", context)


@staff_page(Permission.STAFF_MANAGE)
@step_up
def organisation(request):
    forms = _forms(request.POST)
    sent = next((name for name in forms if name in request.POST), None)
    if sent and forms[sent].is_valid() and _listed(request, sent, forms[sent]):
        messages.success(request, _("It is on the list."))
        return redirect("workforce:organisation")
    context = {"title": _("Organisation"), "forms": forms, **whole_organisation()}
    context["form"] = forms[sent or "team"]
    return render(request, "workforce/organisation.html", context)


def _listed(request, sent, form):
    try:
        COMMANDS[sent](by=request.user, once=form.once, **form.values())
    except AnotherMust:
        say = _(
            "You would open the files of others to yourself. Another administrator does this, or "
            "whoever keeps the machine: alongside team"
        )
        form.add_error("supervisor" if sent == "team" else "team", say)
        return False
    return True


@staff_page(Permission.STAFF_MANAGE)
@step_up
def sign_in(request):
    rules = SignInRules.standing()
    told = {"shift_hours": rules.shift_hours, "lock_minutes": rules.lock_minutes}
    form = SignInRulesForm(request.POST or None, initial=told)
    if form.is_valid():
        set_sign_in_rules(**form.values(), by=request.user)
        messages.success(request, _("This holds for every sign-in from now on."))
        return redirect("workforce:organisation")
    context = {"title": _("Shifts and locking"), "form": form}
    context["what_it_does"] = _("Whoever is signed in now goes on as they began.")
    return render(request, "workforce/setting.html", context)


def _forms(sent):
    """One small form for each kind of thing; only the one whose button was pressed is filled."""

    def form(kind, name, **more):
        return kind(sent if name in sent else None, prefix=name, **more)

    return {
        "team": form(TeamForm, "team", taken=Team.objects.all(), label=_("Name of the team")),
        "member": form(MembershipForm, "member"),
        "programme": form(
            NameForm, "programme", taken=Programme.objects.all(), label=_("Name of the programme")
        ),
        "stream": form(
            NameForm,
            "stream",
            taken=FundingStream.objects.all(),
            label=_("Name of the funding stream"),
        ),
    }
