"""The operator imports a file: counts on the screen, and nobody's words."""

from datetime import date

import pytest
from click.testing import CliRunner

from alongside.casework.intake.models import Referral
from alongside.casework.intake.tests.test_importing import GOOD, HEAD, HEADINGS, PLAN
from alongside.config import setup
from alongside.config.importing import imports
from alongside.foundation.accounts.models import OPERATOR, User
from alongside.foundation.audit.models import Entry

BAD = ",Nobody,,,,,,\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(setup, "wake", lambda: None)
    (tmp_path / "feed.csv").write_text(GOOD + BAD)
    (tmp_path / "map.yaml").write_text(PLAN)
    return tmp_path


@pytest.fixture
def run(folder):
    def alongside_import(*options, file="feed.csv", expecting=0):
        words = ["referrals", str(folder / file), "--map", str(folder / "map.yaml"), *options]
        told = CliRunner().invoke(imports, words)
        assert told.exit_code == expecting, told.output
        return told.output

    return alongside_import


def test_it_tells_counts_in_one_line(run, folder):
    assert run().splitlines() == [
        f"3 rows: 2 taken, 0 already here, 1 rejected, given back in {folder / 'feed.rejects.csv'}."
    ]
    assert User.objects.filter(role=OPERATOR).count() == 1


def test_a_second_time_it_says_that_they_are_here_already(run):
    run()
    assert run().startswith("3 rows: 0 taken, 2 already here, 1 rejected")


def test_a_dry_run_tells_fields_and_lines_and_nobodys_words(run, folder):
    told = run("--dry-run")
    assert "Feed partner, read as utf-8-sig." in told and "  known_as: 2" in told
    assert "Columns that are not read: none." in told
    assert "Rejected, no reference: line 4." in told
    assert told.endswith("2 would be taken, 0 already here, 1 rejected. Nothing was changed.\n")
    assert not {"Sam", "Alex", "Nobody", "Mill", "900142"} & set(told.replace(".", " ").split())
    assert not (folder / "feed.rejects.csv").exists()
    assert not Referral.objects.exists() and not Entry.objects.exists()


def test_the_same_map_serves_another_feed(run):
    run()
    assert run("--feed", "partner-north").startswith("3 rows: 2 taken")


def test_it_can_be_done_in_the_name_of_somebody_who_may(run, ada):
    run("--by", "ADA@example.org")
    assert Entry.objects.get(verb="referral.batch_received").actor == ada.pk


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--by", "nobody@example.org"], "Nobody on staff has the address nobody@example.org."),
        (["--by", "otto@example.org"], "Otto Brandt may not add referrals."),
        (["--rejects", "/nowhere/back.csv"], "There is no folder /nowhere"),
    ],
)
def test_what_cannot_be_is_one_sentence(run, otto, options, sentence):
    assert sentence in run(*options, expecting=1)
    assert not Referral.objects.exists()


def test_a_file_that_breaks_off_is_refused_before_any_of_it(run, folder):
    (folder / "broken.csv").write_text(GOOD + '3,"Joan,,,,,,\n')
    assert "broken.csv, line 4: a quotation mark" in run(file="broken.csv", expecting=1)
    assert not Referral.objects.exists()


def test_a_map_that_does_not_fit_is_told_with_its_line(run, folder):
    (folder / "map.yaml").write_text(PLAN.replace("burglary", "breaking_in"))
    assert "map.yaml, line 14: expected one of" in run(expecting=1)


def test_a_spreadsheet_is_taken_by_the_same_map(run, folder):
    from alongside.foundation.imports.tests.sheets import sheet

    sam = (1, "Sam", date(1992, 3, 8), "8 Mill Lane", None, "07700 900142", "BURG", None)
    (folder / "feed.xlsx").write_bytes(sheet(HEADINGS, sam, ("", "Nobody")))
    assert "would be taken" in run("--dry-run", file="feed.xlsx")
    assert run(file="feed.xlsx").startswith("2 rows: 1 taken, 0 already here, 1 rejected")
    assert Referral.objects.get().person.birth_date == date(1992, 3, 8)
    assert (folder / "feed.rejects.csv").exists()


def test_a_guess_about_letters_is_told_and_can_be_mended(run, folder):
    (folder / "feed.csv").write_bytes((HEAD + "1,\u0160imon,,,,,,\n").encode("iso8859-15"))
    assert "That is a guess; --encoding takes another" in run("--dry-run")
    run("--encoding", "iso8859_15")
    assert Referral.objects.get().person.known_as == "\u0160imon"


def test_letters_that_it_is_not_written_in_are_refused(run, folder):
    assert "is not text in ascii-art" in run("--encoding", "ascii-art", expecting=1)
