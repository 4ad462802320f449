"""Who the person is, as far as they told us."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.casework.cases.pages import case_page
from alongside.casework.cases.queries import last_change_to
from alongside.casework.cases.telling.commands import tell_person
from alongside.casework.people.about.forms import PersonForm
from alongside.casework.people.queries import person_of
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.drafts import drafted, restored
from alongside.foundation.audit.versions import ChangedMeanwhile


@case_page(Permission.CASE_READ)
def person(request, case):
    may_change = holds(request.user, Permission.PERSON_WRITE)
    context = {"title": _("Person"), "case": case, "may_change": may_change}
    return render(request, "cases/person.html", context)


@case_page(Permission.PERSON_WRITE)
@drafted
def change(request, case):
    kept, kept_at = restored(request)
    form = PersonForm(request.POST or None, instance=case.person, initial=kept)
    context = {"title": _("Change what we know"), "case": case, "form": form}
    context |= {"draft_kept_at": kept_at}
    if form.is_valid():
        try:
            tell_person(case, by=request.user, once=form.once, **form.values())
        except ChangedMeanwhile:
            return _somebody_else_changed_it(request, case, context)
        messages.success(request, _("Saved."))
        return redirect("cases:person", case.pk)
    return render(request, "cases/change_person.html", context)


def _somebody_else_changed_it(request, case, context):
    theirs = person_of(case.person_id)
    context["form"].take_over(theirs.version)
    context["form"].fill_gaps(PersonForm(instance=theirs))
    context |= {"theirs": theirs, "last_change": last_change_to(theirs)}
    return render(request, "cases/change_person.html", context, status=409)
