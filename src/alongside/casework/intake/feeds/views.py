"""Pages by which a partner's file is taken in: brought, understood, looked at, taken, mended."""

import csv
import io
from contextlib import suppress

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.casework.intake.feeds import taking
from alongside.casework.intake.feeds.commands import start_taking, take_up_again
from alongside.casework.intake.feeds.forms import ColumnsForm, FileForm, QuestionsForm
from alongside.casework.intake.feeds.pages import KIND, upload_page
from alongside.casework.intake.feeds.plans import Plan, made_plain
from alongside.casework.intake.feeds.queries import (
    feeds_known,
    plan_of,
    remembered,
    stands_still,
    still_asked,
    uploads_of,
)
from alongside.foundation.access.doors import staff_page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.imports.commands import (
    Elsewhere,
    destroy_upload,
    keep_upload,
    map_upload,
    stop_upload,
    sweep_uploads,
)
from alongside.foundation.imports.contents import columns_of, contents_of
from alongside.foundation.imports.limits import FileRefused
from alongside.foundation.imports.models import ARRIVED, TAKING
from alongside.foundation.imports.sources import Source
from alongside.foundation.imports.tables import read_table


@staff_page(Permission.REFERRAL_IMPORT)
def uploads(request):
    page = uploads_of(request.user, after=request.GET.get("after"))
    return render(request, "intake/feeds_list.html", {"title": _("Partners’ files"), "page": page})


@staff_page(Permission.REFERRAL_IMPORT)
def new(request):
    form = FileForm(request.POST or None, request.FILES or None, feeds=feeds_known())
    if form.is_valid() and (upload := _kept(request, form)):
        return redirect(_next_page(upload), upload.pk)
    context = {"title": _("Take in a file"), "form": form}
    return render(request, "intake/feeds_new.html", context)


def _kept(request, form):
    """None where the file is refused; the form then says why."""
    file, feed = form.cleaned_data["file"], form.cleaned_data["feed"]
    try:
        table = read_table(Source(file.name, file.sealed))
        contents = contents_of(table)
    except FileRefused as refused:
        form.add_error("file", str(refused))
        return None
    sweep_uploads(by=request.user)
    upload = keep_upload(KIND, table, contents, feed=feed, by=request.user)
    columns, plan = columns_of(upload), remembered(feed)
    if plan and plan.fits(columns) and not upload.other_letters:
        map_upload(upload, made_plain(plan, columns).data(), meant="", by=request.user)
    return upload


def _next_page(upload):
    if upload.destroyed_at or upload.state != ARRIVED:
        return "intake:feeds:show"
    if not upload.plan:
        return "intake:feeds:columns"
    return "intake:feeds:questions" if still_asked(upload) else "intake:feeds:show"


@upload_page
def columns(request, upload):
    if upload.state != ARRIVED:
        return redirect("intake:feeds:show", upload.pk)
    form = ColumnsForm(request.POST or None, upload=upload, known=plan_of(upload))
    if not form.is_valid():
        context = {"title": _("What do the columns mean?"), "form": form, "upload": upload}
        return render(request, "intake/feeds_columns.html", context)
    with suppress(Elsewhere):  # begun meanwhile in another window: what was said then holds
        map_upload(upload, form.plan().data(), meant=form.meant(), by=request.user)
    return redirect(_next_page(upload), upload.pk)


@upload_page
def questions(request, upload):
    if upload.state != ARRIVED or not upload.plan:
        return redirect("intake:feeds:show", upload.pk)
    form = QuestionsForm(request.POST or None, asked=still_asked(upload))
    if not form.is_valid():
        context = {"title": _("What the file leaves open"), "form": form, "upload": upload}
        return render(request, "intake/feeds_questions.html", context)
    plan = form.answered(Plan.kept(upload.plan))
    with suppress(Elsewhere):
        map_upload(upload, plan.data(), meant=upload.meant, by=request.user)
    return redirect("intake:feeds:show", upload.pk)


@upload_page
def show(request, upload):
    context = {"title": _("A file from %(feed)s") % {"feed": upload.feed}, "upload": upload}
    if upload.state == TAKING:
        context["stands_still"] = stands_still(upload)
        return render(request, "intake/feeds_progress.html", context)
    if upload.state != ARRIVED:
        return render(request, "intake/feeds_result.html", context)
    if (page := _next_page(upload)) != "intake:feeds:show":
        return redirect(page, upload.pk)
    preview = taking.preview_of(upload)
    context |= {"preview": preview, "first": map(taking.as_it_would_be, preview.first)}
    return render(request, "intake/feeds_preview.html", context)


@upload_page
@require_POST
def take(request, upload):
    if upload.state == TAKING and stands_still(upload):
        take_up_again(upload, by=request.user)
    elif upload.state == ARRIVED and upload.plan and not still_asked(upload):
        known = Plan.kept(upload.plan).for_the_next_file(columns_of(upload))
        with suppress(Elsewhere):  # pressed twice
            start_taking(upload, remembered=known, by=request.user)
    return redirect("intake:feeds:show", upload.pk)


@upload_page
@require_POST
def stop(request, upload):
    stop_upload(upload, by=request.user)
    if not upload.destroyed_at:
        destroy_upload(upload, by=request.user)
    messages.success(request, _("The file is destroyed. What was taken before stays."))
    return redirect("intake:feeds:show", upload.pk)


@upload_page
def back(request, upload):
    if upload.destroyed_at:
        return redirect("intake:feeds:show", upload.pk)
    text = io.StringIO(newline="")
    csv.writer(text).writerows(taking.lines_back(upload))
    answer = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv")
    answer["Content-Disposition"] = 'attachment; filename="rows-to-mend.csv"'
    return answer
