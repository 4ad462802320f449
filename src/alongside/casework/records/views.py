"""The five pages of every record kind: list, add, show, correct, withdraw."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.casework.cases.pages import case_page
from alongside.casework.keeping.guards import OnHold
from alongside.casework.records.commands import add_record, correct_record, withdraw_record
from alongside.casework.records.forms import form_for
from alongside.casework.records.queries import (
    earlier_of,
    record_of,
    rows_of,
    shown,
    standing_record_of,
    table_of,
)
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.accounts.drafts import drafted, restored
from alongside.foundation.audit.versions import ChangedMeanwhile
from alongside.foundation.ui.forms import version_of


def list_page(kind):
    @case_page(kind.read)
    def list_records(request, case):
        table = table_of(kind, case, after=request.GET.get("after"))
        may_add = holds(request.user, kind.write) and case.is_open
        context = {"title": kind.title, "kind": kind, "case": case, "value_of": shown, **table}
        return render(request, "records/list.html", {**context, "may_add": may_add})

    return list_records


def add_page(kind):
    @case_page(kind.write)
    @drafted
    def add(request, case):
        if not case.is_open:
            context = {"title": _("Support ended"), "case": case}
            return render(request, "records/ended.html", context)
        words, kept_at = restored(request)
        form = form_for(kind, request.POST or None, initial=words)
        if form.is_valid():
            add_record(kind, case, by=request.user, once=form.once, **form.values())
            return redirect(f"{kind.name}:list", case.pk)
        context = {"title": kind.deed, "form": form, "case": case, "kind": kind}
        return render(request, "records/form.html", {**context, "draft_kept_at": kept_at})

    return add


def show_page(kind):
    @case_page(kind.read)
    def show(request, case, record_id):
        record = record_of(kind, case, record_id)
        return render(request, "records/show.html", entry_in(kind, case, record, request.user))

    return show


def entry_in(kind, case, record, reader):
    """What the page of one entry shows, and whether this reader may change it."""
    context = {"title": kind.title, "kind": kind, "case": case, "record": record}
    may_change = holds(reader, kind.write) and not case.on_hold and record.withdrawn_at is None
    context |= {"rows": rows_of(kind, record), "earlier": earlier_of(kind, record)}
    context["gone"] = record.gone()
    context["may_take_out"] = holds(reader, Permission.CASE_CHANGE) and not record.gone()
    return {**context, "may_change": may_change}


def correct_page(kind):
    @case_page(kind.write)
    @drafted
    def correct(request, case, record_id):
        record = standing_record_of(kind, case, record_id, in_words=True)
        words, kept_at = restored(request)
        form = form_for(kind, request.POST or None, record=record, initial=words)
        context = {"title": _("Correct this entry"), "form": form, "case": case}
        context |= {"version": (words or {}).get("version", record.version), "kind": kind}
        if not form.is_valid():
            return render(request, "records/correct.html", {**context, "draft_kept_at": kept_at})
        better = {"version": version_of(request), "once": form.once, **form.values()}
        try:
            correct_record(kind, record, by=request.user, **better)
        except ChangedMeanwhile:
            context |= {"theirs": rows_of(kind, record), "draft_kept_at": None}
            context["version"] = record.version
            return render(request, "records/correct.html", context, status=409)
        except OnHold:
            form.add_error(None, _("A hold stands on this person. Add a new entry instead"))
            return render(request, "records/correct.html", {**context, "draft_kept_at": kept_at})
        return redirect(f"{kind.name}:show", case.pk, record_id)

    return correct


def _withdrawn(request, record, withdrawn_by):
    try:
        withdrawn_by(record, by=request.user)
        messages.success(request, _("The entry is withdrawn. It no longer counts."))
    except OnHold:
        messages.error(request, _("A hold stands on this person. The entry was not withdrawn."))


def withdraw_page(kind, command=withdraw_record):
    """`command` is the one of a kind that has more to take back than its entry."""

    @case_page(kind.write)
    def withdraw(request, case, record_id):
        record = standing_record_of(kind, case, record_id)
        if request.method == "POST":
            _withdrawn(request, record, command)
            return redirect(f"{kind.name}:list", case.pk)
        context = {"title": _("Withdraw this entry"), "kind": kind, "case": case}
        context |= {"rows": rows_of(kind, record), "record": record}
        return render(request, "records/withdraw.html", context)

    return withdraw
