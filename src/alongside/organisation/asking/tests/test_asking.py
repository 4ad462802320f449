"""Otto and Maja fit what is asked to their service; nobody loses a word by it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.conf import settings as real
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.casework.cases.models import CrimeEvent
from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.commands import receive_referral
from alongside.casework.intake.models import Referral
from alongside.casework.records.commands import add_record
from alongside.casework.support.models import Contact
from alongside.casework.support.record import CONTACTS
from alongside.foundation.audit.models import Entry
from alongside.foundation.clock import now, stand_at
from alongside.foundation.packs.commands import NotToBeFitted, fit_field, fit_words
from alongside.foundation.packs.fitting import rows
from alongside.foundation.packs.loader import choices, pack
from alongside.foundation.packs.models import Fitting

ALL = "/organisation/asking/"
REFERRAL = "/referrals/new/"
ENGLISH, SPANISH = "label-en-gb", "label-es"
GWEN = {"source": "self", "known_as": "Gwen", "danger": "unknown", "address_class": "not_asked"}
CONTACT = {"channel": "phone", "reached": "no_answer", "on": "today"}


def as_asked(form, name, **more):
    return f"{ALL}{form}/{name}/", {"shown": "shown", "version": 0, **more}


@pytest.fixture
def fit(as_otto):
    def send(form, name, **more):
        page, sent = as_asked(form, name, **more)
        return as_otto.post(page, {**sent, "once": str(uuid4())})

    return send


@pytest.fixture
def send():
    return lambda client, page, **told: client.post(page, {**told, "once": str(uuid4())})


def read(client, page, **more):
    return client.get(page, **more).content.decode()


# Hiding


def test_a_hidden_field_is_gone_from_the_form_and_the_referral_is_taken(fit, as_ada, send):
    assert 'name="postcode"' in read(as_ada, REFERRAL)
    assert fit("referral", "postcode", shown="hidden").status_code == 302
    page = read(as_ada, REFERRAL)
    assert 'name="postcode"' not in page and 'name="address"' in page
    assert send(as_ada, REFERRAL, **GWEN).status_code == 302
    assert Referral.objects.get().person.postcode == ""


def test_it_is_gone_at_the_next_request_when_another_process_hid_it(as_ada):
    assert 'name="pronouns"' in read(as_ada, REFERRAL)
    Fitting.objects.create(of="referral.pronouns", hidden=True)  # past every command of this one
    assert 'name="pronouns"' not in read(as_ada, REFERRAL)


def test_within_a_request_it_is_read_once_and_outside_of_one_each_time():
    with CaptureQueriesContext(connection) as seen:
        rows.begin()
        choices("crime"), choices("channel"), rows.all()
        assert len(seen) == 1
        rows.end()
        rows.all(), rows.all()
        assert len(seen) == 3


def test_an_old_record_still_shows_it(fit, as_ada, ada, sams_case):
    told = {"on": date(2026, 1, 5), "channel": "phone", "reached": "yes", "minutes": 10}
    old = add_record(CONTACTS, sams_case, by=ada, wishes="To move away.", **told)
    new = add_record(CONTACTS, sams_case, by=ada, **told)
    fit("contact", "wishes", shown="hidden")
    pages = f"/cases/{sams_case.pk}/contacts/"
    assert "To move away." in read(as_ada, f"{pages}{old.pk}/")
    assert "Wishes" not in read(as_ada, f"{pages}{new.pk}/")
    assert 'name="wishes"' not in read(as_ada, f"{pages}{old.pk}/correct/")


def test_a_correction_leaves_what_it_holds_as_it_is(fit, as_ada, ada, sams_case, send):
    told = {"on": date(2026, 1, 5), "channel": "phone", "reached": "yes", "minutes": 10}
    old = add_record(CONTACTS, sams_case, by=ada, wishes="To move away.", **told)
    fit("contact", "wishes", shown="hidden")
    page = f"/cases/{sams_case.pk}/contacts/{old.pk}/correct/"
    better = {**CONTACT, "reached": "yes", "minutes": "20", "version": old.version}
    assert send(as_ada, page, **better).status_code == 302
    old = Contact.objects.get()
    assert (old.minutes, old.wishes) == (20, "To move away.")


def test_what_was_typed_before_it_was_hidden_is_kept(fit, as_ada, send):
    fit("referral", "languages", shown="hidden")
    assert send(as_ada, REFERRAL, **GWEN, languages="Dari").status_code == 302
    assert Referral.objects.get().person.languages == "Dari"


def test_a_draft_brings_back_what_was_typed_in_a_field_since_hidden(fit, as_ada, send):
    send(as_ada, REFERRAL, **GWEN, languages="Dari", leave="1")
    fit("referral", "languages", shown="hidden")
    assert "Dari" in read(as_ada, REFERRAL)


def test_a_hidden_time_is_not_guessed(fit, as_ada, sams_case, send):
    fit("contact", "at", shown="hidden")
    page = f"/cases/{sams_case.pk}/contacts/add/"
    assert send(as_ada, page, **CONTACT).status_code == 302
    assert Contact.objects.get().at is None


@pytest.mark.parametrize(
    ("form", "name", "said"),
    [
        ("referral", "danger", "safety rests on this field"),
        ("referral", "safety_word", "safety rests on this field"),
        ("safe_contact", "voicemail", "safety rests on this field"),
        ("crime", "client_kind", "work cannot be done without"),
        ("contact", "next_at", "It goes with"),
    ],
)
def test_what_is_needed_cannot_be_hidden_and_the_page_says_why(
    fit, as_otto, otto, form, name, said
):
    page = read(as_otto, f"{ALL}{form}/{name}/")
    assert 'name="shown"' not in page and (said in page or pack().fields[form][name].keep)
    assert fit(form, name, shown="hidden").status_code == 302  # what was not asked is not heard
    assert not Fitting.objects.get().hidden
    everything = {"version": 1, "hidden": True, "required": False, "labels": {}}
    with pytest.raises(NotToBeFitted):
        fit_field(form, name, **everything, by=otto)


def test_what_a_later_pack_keeps_is_asked_whatever_was_hidden_before(as_ada):
    Fitting.objects.create(of="referral.danger", hidden=True)
    assert 'name="danger"' in read(as_ada, REFERRAL)


def test_what_a_return_needs_is_hidden_only_by_whoever_knows_which(fit, as_otto, settings):
    settings.PACK = "us-federal"
    page = read(as_otto, f"{ALL}referral/birth_date/")
    assert "A return needs this field" in page and "Ages are reported in the bands" in page
    asked = fit("referral", "birth_date", shown="hidden").content.decode()
    assert "Tick this box to hide it all the same" in asked and not Fitting.objects.exists()
    assert fit("referral", "birth_date", shown="hidden", knowing="on").status_code == 302
    assert Fitting.objects.get().hidden


def test_the_summary_says_what_is_not_asked(fit, as_mona, ada):
    receive_referral(
        Arrival({"known_as": "Gwen"}, [], {"source": "self", "danger": "high"}), by=ada
    )
    gap = "figure=referrals&amp;missing=crime"
    page = read(as_mona, "/summary/")
    assert "not asked here" not in page and gap in page
    fit("referral", "crime", shown="hidden", knowing="on")
    page = read(as_mona, "/summary/")
    assert "Crime: not asked here" in page and gap not in page


# Requiring


def test_a_required_field_left_empty_says_so_and_loses_nothing(fit, as_ada, send):
    fit("referral", "birth_date", required="on")
    page = send(as_ada, REFERRAL, **GWEN, happened="Robbed at the station.").content.decode()
    assert "Fill in: Born" in page and "Robbed at the station." in page
    assert not Referral.objects.exists()


def test_who_does_not_know_saves_without_it_and_it_stays_to_be_asked(fit, as_mona, send):
    fit("referral", "birth_date", required="on")
    assert "ask_later" not in read(as_mona, REFERRAL)
    assert 'name="ask_later"' in send(as_mona, REFERRAL, **GWEN).content.decode()
    assert send(as_mona, REFERRAL, **GWEN, ask_later="1").status_code == 302
    referral = Referral.objects.get()
    assert "Still to ask" in read(as_mona, f"/referrals/{referral.pk}/")


def test_to_ask_later_forgives_nothing_that_the_program_needs(fit, as_ada, send):
    fit("referral", "birth_date", required="on")
    page = send(as_ada, REFERRAL, **GWEN | {"source": ""}, ask_later="1").content.decode()
    assert "Choose one of these: How did this come to us?" in page


def test_a_referral_by_machine_is_taken_and_shows_what_is_still_to_ask(fit, as_mona, ada):
    fit("referral", "languages", required="on")
    told = {"source": "police", "danger": "raised"}
    referral = receive_referral(Arrival({"known_as": "Lou"}, [], told), by=ada)
    page = read(as_mona, f"/referrals/{referral.pk}/")
    assert page.count("Still to ask") == 1


def test_a_draft_is_kept_without_it(fit, as_ada, send):
    fit("referral", "birth_date", required="on")
    send(as_ada, REFERRAL, **GWEN, leave="1")
    assert "Gwen" in read(as_ada, REFERRAL)


def test_nobody_has_to_tell_what_is_free(fit, as_otto, otto):
    page = read(as_otto, f"{ALL}referral/phone/")
    assert 'name="required"' not in page and "Nobody has to tell this to be helped" in page
    everything = {"version": 0, "hidden": False, "required": True, "labels": {}}
    with pytest.raises(NotToBeFitted):
        fit_field("referral", "phone", **everything, by=otto)


def test_what_is_hidden_is_not_required(fit):
    page = fit("referral", "crime_on", shown="hidden", required="on").content.decode()
    assert "What is hidden cannot be answered" in page and not Fitting.objects.exists()


# Naming


def test_each_language_has_a_label_of_its_own(fit, as_ada, ada, send):
    fit("referral", "postcode", **{ENGLISH: "Eircode", SPANISH: "Código Eircode"})
    page = read(as_ada, REFERRAL)
    assert ">Eircode</label>" in page and "To see whether it is in our area." in page
    ada.language = "es"
    ada.save(update_fields=["language"])
    assert ">Código Eircode</label>" in read(as_ada, REFERRAL)


def test_without_a_label_in_spanish_the_pack_says_it_in_spanish(fit, as_ada, ada, settings):
    settings.PACK = "us-federal"
    fit("referral", "postcode", **{ENGLISH: "ZIP"})
    ada.language = "es"
    ada.save(update_fields=["language"])
    assert "Código ZIP" in read(as_ada, REFERRAL)


def test_the_label_names_the_field_where_it_is_read_and_where_it_is_wrong(fit, as_ada, sams_case):
    label = "100% <b>spoken</b> & signed"
    fit("person", "languages", required="on", **{ENGLISH: label})
    escaped = "100% &lt;b&gt;spoken&lt;/b&gt; &amp; signed"
    assert escaped in read(as_ada, f"/cases/{sams_case.pk}/person/")
    page = f"/cases/{sams_case.pk}/person/change/"
    told = {"known_as": "Sam", "address_class": "open", "version": sams_case.person.version}
    assert f"Fill in: {escaped}" in as_ada.post(page, told).content.decode()


@pytest.mark.parametrize("words", ["x" * 81, "Name\u202eemaN", "Na\u200bme", "one\x07two"])
def test_a_label_is_one_short_line_of_plain_words(fit, otto, words):
    assert fit("referral", "postcode", **{ENGLISH: words}).status_code == 200
    everything = {"version": 0, "hidden": False, "required": False, "labels": {"es": words}}
    with pytest.raises(NotToBeFitted):
        fit_field("referral", "postcode", **everything, by=otto)
    assert not Fitting.objects.exists()


# Codes


def test_a_hidden_code_is_not_offered_and_never_vanishes(as_maja, as_ada, ada, sams_case, send):
    from alongside.casework.cases.commands import note_crime

    note_crime(sams_case, category="robbery", client_kind="harmed", by=ada)
    page = read(as_maja, f"{ALL}words/crime/")
    assert 'value="robbery" checked' in page and 'value="other"' not in page
    assert "Always offered: Another crime." in page
    keep = [code for code, _ in choices("crime") if code not in ("robbery", "other")]
    assert send(as_maja, f"{ALL}words/crime/", offered=keep, version=0).status_code == 302
    assert 'value="robbery"' not in read(as_ada, REFERRAL)
    assert 'value="theft"' in read(as_ada, REFERRAL)
    assert "Robbery" in read(as_ada, f"/cases/{sams_case.pk}/crime/")


def test_a_correction_keeps_the_code_it_has(otto, ada, as_ada, sams_case, send):
    told = {"on": date(2026, 1, 5), "channel": "letter", "reached": "yes", "minutes": 10}
    old = add_record(CONTACTS, sams_case, by=ada, **told)
    fit_words("channel", version=0, hidden=["letter", "text"], by=otto)
    page = f"/cases/{sams_case.pk}/contacts/{old.pk}/correct/"
    shown = read(as_ada, page)
    assert 'value="letter" checked' in shown and 'value="text"' not in shown
    better = {**CONTACT, "channel": "letter", "minutes": "20", "version": old.version}
    assert send(as_ada, page, **better).status_code == 302


def test_a_code_chosen_just_before_it_was_hidden_is_taken(otto, as_ada, sams_case, send):
    fit_words("crime", version=0, hidden=["robbery"], by=otto)
    page = f"/cases/{sams_case.pk}/crime/add/"
    told = {"category": "robbery", "client_kind": "harmed", "reported": "no"}
    again = send(as_ada, page, category="robbery").content.decode()
    assert 'value="robbery" selected' in again  # with an error elsewhere it is still there
    assert send(as_ada, page, **told).status_code == 302
    assert CrimeEvent.objects.get().category == "robbery"
    assert send(as_ada, page, **told | {"category": "never"}).status_code == 200


@pytest.mark.parametrize(
    ("vocabulary", "code"), [("crime", "other"), ("danger", "high"), ("crime", "never")]
)
def test_what_always_stays_is_not_hidden(otto, vocabulary, code):
    with pytest.raises(NotToBeFitted):
        fit_words(vocabulary, version=0, hidden=[code], by=otto)


# Who, and two at once


def test_the_second_of_two_sees_what_the_first_did(fit, as_maja, send):
    fit("referral", "postcode", **{ENGLISH: "Eircode"})
    page, told = as_asked("referral", "postcode", shown="hidden")
    late = send(as_maja, page, **told)
    said = late.content.decode()
    assert late.status_code == 409 and "Somebody else changed this" in said
    assert "Eircode" in said and 'value="hidden" checked' in said
    assert not Fitting.objects.get().hidden
    assert send(as_maja, page, **told | {"version": 1}).status_code == 302
    assert Fitting.objects.get().hidden


def test_the_second_of_two_sees_which_codes_the_first_hid(otto, as_maja, send):
    fit_words("crime", version=0, hidden=["robbery"], by=otto)
    late = send(as_maja, f"{ALL}words/crime/", offered=["theft"], version=0)
    assert late.status_code == 409 and "Hidden now: Robbery." in late.content.decode()


def test_two_who_change_different_fields_do_not_meet(fit, as_maja, send):
    fit("referral", "postcode", shown="hidden")
    page, told = as_asked("referral", "pronouns", shown="hidden")
    assert send(as_maja, page, **told).status_code == 302
    assert set(Fitting.objects.values_list("of", flat=True)) == {
        "referral.postcode",
        "referral.pronouns",
    }


def test_it_goes_back_to_how_it_came(fit, as_ada):
    fit("referral", "postcode", shown="hidden", **{ENGLISH: "Eircode"})
    assert fit("referral", "postcode", version=1, reset="1").status_code == 302
    assert ">Postcode</label>" in read(as_ada, REFERRAL)


def test_each_change_leaves_its_line(fit, otto):
    fit("referral", "postcode", shown="hidden")
    [line] = Entry.objects.filter(verb="field.fitted")
    assert line.actor == otto.pk and line.subject.startswith("packs.fitting:")


def test_ada_and_mona_do_not_decide_what_is_asked(as_ada, as_mona):
    for client in (as_ada, as_mona):
        assert client.get(ALL).status_code == client.post(f"{ALL}words/crime/").status_code == 403


def test_a_field_that_no_pack_has_is_not_there(as_otto):
    for page in ("referral/shoe_size/", "shoes/size/", "words/danger/", "words/shoes/"):
        assert as_otto.get(ALL + page).status_code == 404


def test_a_field_is_found_by_its_words(as_otto, fit):
    fit("referral", "postcode", **{ENGLISH: "Eircode"})
    page = read(as_otto, ALL, data={"search": "eirc"})
    assert "Eircode" in page and "as it came: Postcode" in page and "Pronouns" not in page
    assert "Nothing is called that" in read(as_otto, ALL, data={"search": "shoe"})


# What it costs


def statements(client, page):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(page).status_code == 200
    return sum("packs_fitting" in one["sql"] for one in seen)


def test_it_costs_one_statement_where_something_is_asked_and_none_elsewhere(
    as_ada, as_otto, sams_case
):
    assert statements(as_ada, REFERRAL) == 1
    assert statements(as_ada, f"/cases/{sams_case.pk}/contacts/add/") == 1
    assert statements(as_ada, f"/cases/{sams_case.pk}/person/") == 1
    assert statements(as_otto, ALL) == 1
    assert statements(as_ada, "/today/") == statements(as_otto, "/staff/") == 0


def test_the_pages_read_well(visitor, as_otto):
    Fitting.objects.create(
        of="referral.postcode", hidden=True, labels={"en-gb": "Eircode"}, version=1
    )
    walk = visitor(as_otto).goes_to(ALL).sees("What we ask", "Eircode", "Hidden")
    walk.goes_to(f"{ALL}referral/postcode/").sees("Back to how it came")
    walk.goes_to(f"{ALL}referral/danger/").sees("safety rests on this field")
    walk.goes_to(f"{ALL}words/crime/").sees("Always offered")


def test_every_language_has_a_label_field(as_otto):
    page = read(as_otto, f"{ALL}person/pronouns/")
    assert all(f'name="label-{code}"' in page for code in dict(real.LANGUAGES))


def test_an_unlocked_screen_does_not_rename_what_is_asked_about_safety(fit):
    fit("safe_contact", "state", **{ENGLISH: "Is it safe there?"})
    assert Fitting.objects.get().labels == {"en-gb": "Is it safe there?"}
    with stand_at(now() + timedelta(minutes=12)):
        asked = fit("safe_contact", "state", version=2, **{ENGLISH: "Is it not safe?"})
    assert "Is it still you?" in asked.content.decode()
    assert Fitting.objects.get().labels == {"en-gb": "Is it safe there?"}
