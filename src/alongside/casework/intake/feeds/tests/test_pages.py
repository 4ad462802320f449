"""A partner's file through the page: understood once, looked at, taken, its rejects mended."""

import csv
import gc
import html
import io
import re
import tracemalloc
from datetime import date, timedelta
from itertools import count
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.commands import receive_batch
from alongside.casework.intake.feeds import taking
from alongside.casework.intake.feeds.forgetting import forget_rows_of
from alongside.casework.intake.feeds.tests.conftest import (
    ALEX,
    HEADINGS,
    SAM,
    csv_of,
    meanings,
)
from alongside.casework.intake.models import Referral
from alongside.casework.people.commands import add_contact_point
from alongside.casework.walls.commands import raise_wall
from alongside.foundation.accounts.commands import end_access
from alongside.foundation.audit.models import Entry
from alongside.foundation.clock import now, stand_at
from alongside.foundation.imports.commands import Elsewhere, map_upload, sweep_uploads
from alongside.foundation.imports.models import TAKING, Feed, Piece, Upload
from alongside.foundation.imports.tests.sheets import sheet, with_words_apart
from alongside.foundation.jobs.models import Job
from alongside.foundation.jobs.worker import Stopped, Worker
from alongside.foundation.vault.models import DataKey
from alongside.foundation.vault.organisation import token as vault_token
from alongside.foundation.vault.ring import ring
from alongside.foundation.vault.tests.test_passing import without_a_name


def test_columns_are_proposed_by_their_headings_and_seen_without_the_numbers(mona_brings):
    desk = mona_brings(csv_of(SAM, ALEX))
    assert desk.next == "columns"
    text = desk.opens("columns").text
    assert text.count("selected") == len(HEADINGS)
    assert "8 Mill Lane" in text and "…142" in text and "900142" not in text


def test_an_address_among_other_words_is_not_shown_whole_either(mona_brings):
    among = ["1", "sam@example.org", "", "ask at work", "", "", "", ""]
    text = mona_brings(csv_of(among, [*ALEX[:1], "Alex", *ALEX[2:]])).opens("columns").text
    assert "…@example.org" in text and "sam@" not in text and "ask at work" in text


def test_what_is_plain_is_not_asked_and_nothing_is_taken_before_it_was_seen(mona_brings):
    desk = mona_brings(csv_of(SAM, ALEX)).says("columns", **meanings())
    assert desk.next == str(desk.upload.pk)
    text = desk.opens().text
    assert "Nothing is taken yet" in text and "New, to be taken" in text
    assert "8 March 1992" in text and "Burglary" in text and "Told; not shown here" in text
    assert "900142" not in text and not Referral.objects.exists()


def test_taken_in_they_wait_in_triage_and_the_file_is_destroyed(mona_brings):
    desk = mona_brings(csv_of(SAM, ALEX)).says("columns", **meanings()).takes()
    assert (desk.upload.taken, desk.upload.rejected, desk.upload.state) == (2, 0, "done")
    [sam] = [r for r in Referral.objects.all() if r.person.name == "Sam"]
    assert sam.batch.feed == "Northgate Police"
    assert sam.person.birth_date == date(1992, 3, 8) and sam.source == "partner"
    assert sam.person.address == "8 Mill Lane, Northgate"
    assert desk.upload.destroyed_at and not Piece.objects.exists()
    assert not DataKey.objects.filter(owner=desk.upload.pk).exclude(wrapped=None).exists()
    assert "The file is destroyed" in desk.opens().text


def test_the_next_file_of_the_feed_is_one_press(mona_brings):
    mona_brings(csv_of(SAM, ALEX)).says("columns", **meanings()).takes()
    joan = ["3", "Joan", "01/02/1980", "", "", "", "Burglary", ""]
    desk = mona_brings(csv_of(ALEX, joan), feed="", known_feed="Northgate Police")
    assert desk.next == str(desk.upload.pk)
    desk.takes()
    assert (desk.upload.taken, desk.upload.known) == (1, 1)
    assert Feed.objects.count() == 1


def test_an_order_of_days_that_the_rows_do_not_show_is_asked_and_remembered(mona_brings):
    unclear = ["1", "Sam", "03/04/1992", "", "", "", "", ""]
    desk = mona_brings(csv_of(unclear)).says("columns", **meanings())
    assert desk.next == "questions" and "03/04 may be either" in desk.opens("questions").text
    assert "Choose one of these" in desk.says("questions").text
    desk.says("questions", **{"day-birth_date": "mdy"}).takes()
    assert Referral.objects.get().person.birth_date == date(1992, 3, 4)
    again = mona_brings(csv_of(["2", *unclear[1:]]), known_feed="Northgate Police")
    assert again.next == str(again.upload.pk)


def test_what_only_one_file_made_plain_is_asked_of_the_next(mona_brings):
    alike = ["1", "Sam", "03/03/1992", "", "", "", "", ""]
    assert mona_brings(csv_of(alike)).says("columns", **meanings()).takes().upload.taken == 1
    unclear = ["2", "Alex", "03/04/1992", "", "", "", "", ""]
    assert mona_brings(csv_of(unclear), known_feed="Northgate Police").next == "questions"


def test_rows_that_disagree_are_asked_about_even_when_the_feed_is_known(mona_brings):
    mona_brings(csv_of(SAM, ALEX)).says("columns", **meanings()).takes()
    other = ["3", "Joan", "12/25/1980", "", "", "", "", ""]
    desk = mona_brings(csv_of(ALEX, other), known_feed="Northgate Police")
    assert desk.next == "questions" and "Its rows disagree" in desk.opens("questions").text
    desk.says("questions", **{"day-birth_date": "dmy"}).takes()
    assert (desk.upload.known, desk.upload.taken, desk.upload.rejected) == (1, 0, 1)
    still = mona_brings(csv_of(ALEX, other), known_feed="Northgate Police")
    assert still.next == "questions"


def test_whoever_comes_back_before_the_questions_are_answered_is_asked_them_again(mona_brings):
    unclear = ["1", "Sam", "03/04/1992", "", "", "", "", ""]
    desk = mona_brings(csv_of(unclear)).says("columns", **meanings())
    assert desk.opens().next == "questions"
    desk.says("questions", **{"day-birth_date": "dmy"})
    assert "Take them in" in desk.opens().text


def test_a_word_of_theirs_gets_its_meaning_or_its_rows_come_back(mona_brings):
    rows = [[n, "Sam", "", "", "", "", word, ""] for n, word in (("1", "BURG"), ("2", "ARSON?"))]
    desk = mona_brings(csv_of(*rows)).says("columns", **meanings())
    assert "What does “ARSON?” in “Offence” mean?" in html.unescape(desk.opens("questions").text)
    desk.says("questions", **{"word-crime-1": "burglary", "word-crime-0": ""})
    assert "a word under “Crime”" in html.unescape(desk.opens().text)
    desk.takes()
    assert Referral.objects.get().crime == "burglary" and desk.upload.rejected == 1


@pytest.fixture
def to_mend(mona_brings):
    bad = ["3", "=Joan", "31/02/1980", "", "", "+44 7700 900143", "", ""]
    nameless = ["", "Nobody", "", "", "", "", "", ""]
    return mona_brings(csv_of(SAM, ALEX, bad, nameless)).says("columns", **meanings()).takes()


def rows_back(desk):
    desk.opens("back")
    assert desk.answer["Content-Disposition"].startswith("attachment")
    return desk.answer.content.decode("utf-8-sig")


def test_rows_come_back_with_their_reason_and_harmless_to_a_spreadsheet(to_mend):
    assert (to_mend.upload.taken, to_mend.upload.rejected) == (2, 2)
    joan, nobody = csv.DictReader(io.StringIO(rows_back(to_mend)))
    assert (joan["line"], joan["reason"]) == ("4", "“Born” is not a day")
    assert joan["Name"] == "'=Joan" and joan["Mobile"].startswith("'+44")
    assert nobody["reason"] == "no reference"


def test_mended_they_are_brought_again_and_nothing_is_doubled(to_mend, mona_brings):
    mended = rows_back(to_mend).replace("31/02", "28/02").replace(",Nobody", "4,Nobody")
    desk = mona_brings(mended.encode(), known_feed="Northgate Police").takes()
    assert (desk.upload.taken, desk.upload.rejected) == (2, 0)
    assert {r.person.name for r in Referral.objects.all()} == {"Sam", "Alex", "=Joan", "Nobody"}


def test_destroyed_the_rows_do_not_come_back(to_mend):
    to_mend.says("stop").opens("back")
    assert to_mend.answer.status_code == 302 and not Piece.objects.exists()
    assert "Get the rows to mend" not in to_mend.opens().text
    assert Referral.objects.count() == 2


def test_a_spreadsheet_is_taken_the_same_way(mona_brings):
    row = (1, "Sam", date(1992, 4, 3), "8 Mill Lane", None, 7700900142, "Burglary", None)
    desk = mona_brings(sheet(HEADINGS, row), name="list.xlsx").says("columns", **meanings())
    assert desk.next == str(desk.upload.pk)
    assert desk.takes().upload.taken == 1
    assert Referral.objects.get().person.birth_date == date(1992, 4, 3)


def test_letters_that_were_guessed_can_be_set_right(mona_brings):
    polish = csv_of(["1", "Šimon", "", "", "", "", "", ""]).decode().encode("iso8859-15")
    desk = mona_brings(polish)
    assert "Šimon – Western European (ISO 8859-15)" in html.unescape(desk.opens("columns").text)
    desk.says("columns", **meanings(letters="iso8859_15"))
    assert "Šimon" in html.unescape(desk.opens().text)
    desk.takes()
    assert Referral.objects.get().person.known_as == "Šimon"


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "list.csv", "is empty"),
        (b"%PDF-1.7", "list.csv", "is no table"),
        (b"ref,name\n1,\x00\n", "list.csv", "NUL"),
        (b'ref,name\n1,"Sam\n', "list.csv", "a quotation mark"),
        (b"PK\x03\x04rubbish", "list.xlsx", "cannot be read"),
        (sheet(["ref", "name"], [1, "=1+1"]), "list.xlsx", "a formula"),
    ],
)
def test_what_is_no_table_is_refused_on_the_page(mona_brings, content, name, reason):
    desk = mona_brings(content, name=name)
    assert desk.answer.status_code == 200 and reason in html.unescape(desk.text)
    assert not Upload.objects.exists()


def test_what_is_missing_is_said(mona_brings):
    desk = mona_brings(csv_of(SAM)).says("columns", source="")
    text = html.unescape(desk.text)
    assert "Choose the column with the reference" in text and "how they come to us" in text
    assert "Choose a column that tells of a person" in text
    twice = desk.says("columns", **meanings(**{"column-3": "birth_date"}))
    assert "Choose one column only for “Born”" in html.unescape(twice.text)
    assert "Say whose file this is" in mona_brings(csv_of(SAM), feed=" ").text


def test_without_a_reference_the_whole_row_is_known_again(mona_brings):
    said = meanings(**{"column-0": "", "whole_row": "on"})
    assert mona_brings(csv_of(SAM, ALEX)).says("columns", **said).takes().upload.taken == 2
    again = mona_brings(csv_of(SAM, ALEX), known_feed="Northgate Police").takes()
    assert (again.upload.taken, again.upload.known) == (0, 2)


def test_nobody_else_finds_the_file(mona_brings, as_maja, as_ada, as_otto):
    upload = mona_brings(csv_of(SAM)).upload
    for page in ("show", "columns", "questions", "back", "take", "stop"):
        address = reverse(f"intake:feeds:{page}", args=[upload.pk])
        assert as_maja.get(address).status_code == 404
        assert as_ada.get(address).status_code == as_otto.post(address).status_code == 403
    assert as_maja.get(reverse("intake:feeds:show", args=[uuid4()])).status_code == 404


@pytest.mark.django_db(databases="__all__", transaction=True)
def test_the_file_lies_sealed_and_no_line_of_the_trail_quotes_it(mona_brings):
    mona_brings(csv_of(["1", "Kingfisher", "", "", "", "", "", ""]), name="Kingfisher.csv")
    for model in (Upload, Piece):
        with connection.cursor() as thief:
            thief.execute(f"SELECT * FROM {model._meta.db_table}")  # noqa: S608
            [row] = thief.fetchall()
        assert "Kingfisher" not in str([bytes(v) if isinstance(v, memoryview) else v for v in row])
    if connection.vendor == "sqlite":
        assert b"import.uploaded" in _disk() and b"Kingfisher" not in _disk()
    assert "Kingfisher" not in str(Entry.objects.values_list())


def _disk():
    return b"".join(file.read_bytes() for file in settings.DATA.glob("test-*"))


def test_a_stranger_cannot_make_the_service_hold_a_file(client):
    file = io.BytesIO(b"x" * 3_000_000)
    file.name = "list.csv"
    answer = client.post(reverse("intake:feeds:new"), {"file": file})
    assert answer.status_code in (302, 403)


def test_only_this_address_takes_so_much(as_mona):
    large = {"CONTENT_LENGTH": str(settings.LARGEST_UPLOAD)}
    assert as_mona.generic("POST", reverse("intake:add"), **large).status_code == 413
    larger = {"CONTENT_LENGTH": str(settings.LARGEST_UPLOAD + 30_000)}
    assert as_mona.generic("POST", reverse("intake:feeds:new"), **larger).status_code == 413


def test_of_a_file_that_breaks_off_nothing_is_left(as_mona):
    told = {"file": SimpleUploadedFile("list.csv", csv_of(SAM) * 2000), "feed": "Police"}
    whole = encode_multipart(BOUNDARY, {**told, "once": str(uuid4())})
    cut = {"CONTENT_LENGTH": str(len(whole)), "wsgi.input": io.BytesIO(whole[:150_000])}
    before = set(without_a_name())
    answer = as_mona.generic("POST", reverse("intake:feeds:new"), b"", MULTIPART_CONTENT, **cut)
    assert answer.status_code == 200 and "Take in a file" in answer.text
    assert not Upload.objects.exists() and set(without_a_name()) == before


@pytest.mark.parametrize(
    ("name", "content"),
    [("list.csv", csv_of(SAM)), ("list.xlsx", with_words_apart(HEADINGS, SAM))],
)
def test_where_the_disk_fills_while_it_arrives_it_is_said_and_nothing_is_left(
    name, content, mona_brings, monkeypatch
):
    """At whichever of its writings: arriving, unpacked, as rows, kept."""
    before = set(without_a_name())
    for writings in count():
        left = iter([False] * writings)
        monkeypatch.setattr(
            "alongside.foundation.room.is_short", lambda left=left: next(left, True)
        )
        desk = mona_brings(content, name=name)
        monkeypatch.undo()
        if desk.answer.status_code == 302:
            break
        assert desk.answer.status_code == 503 and "nearly full" in desk.text
        gc.collect()
        assert not Upload.objects.exists() and set(without_a_name()) == before
    assert writings > 2 and Upload.objects.count() == 1


def test_memory_does_not_grow_with_the_file(mona_brings):
    def peak(rows):
        content = csv_of(*([str(n), "Sam", "", "x" * 700, "", "", "", ""] for n in range(rows)))
        tracemalloc.reset_peak()
        before, _peak = tracemalloc.get_traced_memory()
        mona_brings(content)
        return tracemalloc.get_traced_memory()[1] - before - 3 * len(content)  # the test's own

    tracemalloc.start()
    try:
        peak(500)
        assert peak(6000) < 1.5 * peak(2000)
    finally:
        tracemalloc.stop()


def test_a_file_larger_than_a_form_is_read(mona_brings):
    rows = [[str(n), "Sam", "", "x" * 700, "", "", "", ""] for n in range(4000)]
    desk = mona_brings(csv_of(*rows))
    assert desk.upload.rows == 4000 and desk.upload.pieces.count() == 16


def test_a_file_that_lay_too_long_is_destroyed(mona_brings):
    old = mona_brings(csv_of(SAM)).upload
    with stand_at(now() + timedelta(days=8)):
        assert [upload.pk for upload in sweep_uploads(by=old.owner)] == [old.pk]
    old.refresh_from_db(fields=["state", "destroyed_at"])
    assert old.state == "stopped" and old.destroyed_at


def test_one_that_came_to_a_standstill_goes_after_a_week_too(mona_brings):
    stuck = mona_brings(csv_of(SAM)).upload
    Upload.objects.filter(pk=stuck.pk).update(state=TAKING)
    with stand_at(now() + timedelta(days=8)):
        sweep_uploads(by=stuck.owner)
    stuck.refresh_from_db(fields=["state", "destroyed_at"])
    assert stuck.state == "stopped" and stuck.destroyed_at


class TestInBatches:
    @pytest.fixture
    def long_file(self, mona_brings, monkeypatch):
        monkeypatch.setattr("alongside.foundation.imports.contents.PIECE", 2)
        rows = [[str(n), f"Person {n}", "", "", "", "", "", ""] for n in range(1, 8)]
        rows[5][0] = "2"  # the same reference as in an earlier batch
        return mona_brings(csv_of(*rows)).says("columns", **meanings())

    @pytest.fixture
    def killed_at_the_third(self, monkeypatch):
        taken, take = [], taking.take_piece

        def stop(*args, **kwargs):
            if len(taken) == 2:
                raise Stopped
            taken.append(take(*args, **kwargs))

        monkeypatch.setattr(taking, "take_piece", stop)
        return lambda: monkeypatch.setattr(taking, "take_piece", take)

    def test_it_goes_on_in_the_background(self, long_file):
        text = long_file.says("take").opens().text
        assert "0 of 7 rows so far" in text and "You can leave this page" in text
        assert long_file.says("take").upload.state == "taking" and Job.objects.count() == 1

    def test_interrupted_it_goes_on_after_the_last_batch(self, long_file, killed_at_the_third):
        long_file.says("take")
        Worker().work_once()
        assert Referral.objects.count() == 4
        assert "4 of 7 rows so far" in long_file.opens().text
        killed_at_the_third()
        ring.clear()
        upload = long_file.takes().upload
        assert (upload.taken, upload.rejected, upload.known, upload.looked_at) == (6, 1, 0, 7)
        assert Referral.objects.count() == 6

    def test_two_processes_at_one_file_do_not_double_it(self, long_file, mona):
        first = long_file.takes().upload
        late = Upload.objects.get()
        late.pieces_taken, late.state = 0, "taking"
        taking.go_on(late, by=mona)
        assert Referral.objects.count() == first.taken == 6
        assert Upload.objects.get().looked_at == 7

    def test_stopped_half_way_what_was_taken_stays(self, long_file, killed_at_the_third):
        long_file.says("take")
        Worker().work_once()
        long_file.says("stop")
        assert Referral.objects.count() == 4 and not Piece.objects.exists()
        assert "Stopped on" in long_file.opens().text
        killed_at_the_third()
        assert long_file.takes().upload.taken == 4

    def test_given_up_it_is_asked_for_again(self, long_file):
        long_file.says("take")
        Job.objects.update(given_up_at=now())
        assert "come to a standstill" in long_file.opens().text
        assert long_file.takes().upload.taken == 6

    def test_for_whoever_may_no_longer_bring_files_nothing_is_taken(self, long_file, mona):
        long_file.says("take")
        end_access(mona, by=mona)
        Worker().work_once()
        assert long_file.looks_again().upload.state == "stopped" and not Referral.objects.exists()


def test_here_already_tells_nobody_of_somebody_behind_her_wall(mona_brings, maja, mona, ada):
    """Mona knows the police's reference of her sister. Whether it came to us she must not learn."""
    token = mark("Northgate Police", "1")
    told = {"source": "partner", "happened": "Theft", "token": token}
    arrival = Arrival({"known_as": "Someone"}, [], told)
    receive_batch("Northgate Police", [arrival], by=maja)
    [sam] = Referral.objects.all()
    raise_wall(sam.person, user=mona, reason="Her sister.", by=maja)
    desk = mona_brings(csv_of(SAM, ALEX)).says("columns", **meanings())
    assert counts_in(desk.opens().text) == {"New, to be taken": 2, "Here already, left alone": 0}
    desk.takes()
    assert (desk.upload.taken, desk.upload.known, Referral.objects.count()) == (2, 0, 3)
    desk = mona_brings(csv_of(SAM, ALEX), feed="", known_feed="Northgate Police").takes()
    assert (desk.upload.taken, desk.upload.known, Referral.objects.count()) == (0, 2, 3)


def test_what_she_brought_herself_is_here_already_wall_or_no_wall(mona_brings, maja, mona):
    """Brought twice, somebody behind a wall must not differ from anybody else."""
    mona_brings(csv_of(SAM, ALEX)).says("columns", **meanings()).takes()
    [sam] = [r for r in Referral.objects.all() if r.person.name == "Sam"]
    raise_wall(sam.person, user=mona, reason="Her sister.", by=maja)
    desk = mona_brings(csv_of(SAM, ALEX), feed="", known_feed="Northgate Police").takes()
    assert (desk.upload.taken, desk.upload.known) == (0, 2)


def mark(feed, reference):
    return vault_token("referral", f"{feed}\0{reference}")


def counts_in(text):
    plain = re.sub(r"<[^>]+>", " ", text)
    names = ("New, to be taken", "Here already, left alone")
    return {name: int(re.search(re.escape(name) + r"\s+(\d+)", plain)[1]) for name in names}


def test_what_its_columns_mean_is_not_changed_once_it_is_being_taken_in(mona_brings):
    mona_brings(csv_of(SAM)).says("columns", **meanings())
    late = Upload.objects.get()
    Upload.objects.update(state=TAKING)
    with pytest.raises(Elsewhere):
        map_upload(late, {}, meant="", by=late.owner)
    assert Upload.objects.get().plan


SAMIRA = ["3", "Samira Haddad", "31/31/1992", "", "", "+44 7700 900142", "Burglary", "Kingfisher"]
NAMESAKE = ["4", "Samira Haddad", "31/31/1970", "", "", "07700 900777", "Burglary", "Theft"]


def test_whoever_is_erased_is_not_in_the_files_that_wait_to_be_mended(mona_brings, sam, ada):
    """Her row that could not be read goes; that of somebody who has her name alone waits."""
    add_contact_point(sam, kind="mobile", value="07700 900142", by=ada)
    desk = mona_brings(csv_of(ALEX, SAMIRA, NAMESAKE)).says("columns", **meanings()).takes()
    assert (desk.upload.taken, desk.upload.rejected) == (1, 2)
    forget_rows_of(sam, by=ada)
    forget_rows_of(Referral.objects.get().person, by=ada)
    back = desk.looks_again().opens("back").answer.content.decode()
    assert "31/31/1970" in back and "Kingfisher" not in back and desk.upload.rejected == 1
    ring.clear()
    kept = [row for piece in Piece.objects.all() for row in piece.rows]
    assert [cells[0] for _line, cells in kept] == ["4"]
    quoted = str(Upload.objects.get().columns)
    assert "Kingfisher" not in quoted and "Alex" not in quoted and "31/31/1970" in quoted


def test_a_file_in_which_nobody_else_waits_is_destroyed(mona_brings, sam, ada):
    add_contact_point(sam, kind="mobile", value="07700 900142", by=ada)
    desk = mona_brings(csv_of(ALEX, SAMIRA)).says("columns", **meanings()).takes()
    forget_rows_of(sam, by=ada)
    assert desk.looks_again().upload.destroyed_at and not Piece.objects.exists()


def test_a_file_that_was_not_begun_is_taken_in_without_her(mona_brings, sam, ada):
    add_contact_point(sam, kind="mobile", value="07700 900142", by=ada)
    desk = mona_brings(csv_of(ALEX, ["3", "Samira Haddad", *SAM[2:]]))
    forget_rows_of(sam, by=ada)
    desk.says("columns", **meanings()).takes()
    assert [referral.person.known_as for referral in Referral.objects.all()] == ["Alex"]
