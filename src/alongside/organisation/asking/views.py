"""What we ask: an organisation hides, requires and renames fields, and hides codes."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.accounts.step_up import step_up
from alongside.foundation.audit.versions import ChangedMeanwhile
from alongside.foundation.packs.commands import fit_field, fit_words
from alongside.foundation.packs.loader import in_use, pack
from alongside.foundation.packs.loader import words as words_of
from alongside.foundation.ui.forms import token_of, version_of
from alongside.organisation.asking.forms import HIDDEN, SHOWN, CodesForm, FieldForm
from alongside.organisation.asking.queries import (
    called_in,
    field_of,
    fitting_of,
    forms_asked,
    vocabularies_offered,
)

PACKS_OWN = {"hidden": False, "required": False, "labels": {}}


@staff_page(Permission.ASKING_MANAGE)
def all_asked(request):
    search = request.GET.get("search", "")[:200]
    context = {"title": _("What we ask"), "search": search, "forms": forms_asked(search)}
    context["vocabularies"] = vocabularies_offered(search)
    return render(request, "asking/all.html", context)


@staff_page(Permission.ASKING_MANAGE)
@step_up
def field(request, form, field):
    if field not in pack().fields.get(form, {}):
        raise Http404
    asked = field_of(form, field)
    row = fitting_of(f"{form}.{field}")
    given = {"field": asked, "called": called_in(form, field)}
    told = FieldForm(request.POST or None, initial=_stands(row), **given)
    context = {"title": asked.label, "field": asked, "form": told, "version": row.version}
    context["where"] = words_of("asked_form", form)
    values = PACKS_OWN if "reset" in request.POST else told.is_valid() and told.values()
    if not values:
        return render(request, "asking/field.html", context)
    sent = {"version": version_of(request), "by": request.user, "once": token_of(request)}
    try:
        fit_field(form, field, **values, **sent)
    except ChangedMeanwhile:
        return render(request, "asking/field.html", {**context, "late": True}, status=409)
    messages.success(request, _("Saved. Every form asks it like this from now on."))
    return redirect("asking:all")


@staff_page(Permission.ASKING_MANAGE)
@step_up
def words(request, vocabulary):
    if vocabulary not in pack().narrowed:
        raise Http404
    row = fitting_of(vocabulary)
    shown = [code for code in in_use(vocabulary) if code not in row.codes]
    form = CodesForm(request.POST or None, initial={"offered": shown}, vocabulary=vocabulary)
    always = [words_of(vocabulary, code) for code in in_use(vocabulary) if code not in form.codes]
    context = {"title": words_of("asked_words", vocabulary), "form": form, "always": always}
    context |= {"version": row.version, "late": False, "offered": in_use(vocabulary)}
    context["hidden"] = [words_of(vocabulary, code) for code in row.codes]
    values = {"hidden": []} if "reset" in request.POST else form.is_valid() and form.values()
    if not values:
        return render(request, "asking/words.html", context)
    sent = {"version": version_of(request), "by": request.user, "once": token_of(request)}
    try:
        fit_words(vocabulary, **values, **sent)
    except ChangedMeanwhile:
        return render(request, "asking/words.html", {**context, "late": True}, status=409)
    messages.success(request, _("Saved. Every form offers these from now on."))
    return redirect("asking:all")


def _stands(row):
    labels = {f"label-{code}": words for code, words in row.labels.items()}
    return {"shown": HIDDEN if row.hidden else SHOWN, "required": row.required, **labels}
