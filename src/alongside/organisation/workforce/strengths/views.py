"""What I bring: a page of one's own."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission
from alongside.organisation.workforce.strengths.commands import tell_strengths
from alongside.organisation.workforce.strengths.forms import StrengthsForm
from alongside.organisation.workforce.strengths.queries import strengths_of


@staff_page(Permission.TODAY_READ)
def strengths(request):
    mine = strengths_of([request.user])[request.user.pk]
    told = {"languages": ", ".join(mine.languages), "crimes": mine.crimes}
    form = StrengthsForm(request.POST or None, initial=told)
    if form.is_valid():
        tell_strengths(request.user, **form.values(), by=request.user, once=form.once)
        messages.success(request, _("Saved. Whoever allocates cases sees it."))
        return redirect("workforce:strengths")
    context = {"title": _("What I bring"), "form": form, "said": [_said()]}
    return render(request, "ui/ask.html", {**context, "verb": _("Save what I bring")})


def _said():
    return _(
        "Whoever allocates a case sees this beside your name, so that people meet somebody "
        "who understands them. Leave out what you do not want to be asked for."
    )
