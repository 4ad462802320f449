"""No field about a person without a word on why it is asked, in every place."""

from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.urls import get_resolver

from alongside.casework.records.forms import form_for
from alongside.casework.records.kinds import all_kinds
from alongside.foundation.packs.loader import pack
from alongside.foundation.ui.forms import SentOnce

HIDDEN = forms.HiddenInput
PLACES = sorted(path.parent.name for path in Path(settings.PACKS_DIR).glob("*/pack.yaml"))
# What is asked of a colleague about the work, and of nobody about a person.
ABOUT_THE_WORK = {
    *("OverrideForm", "WorkerForm", "SensitiveForm", "DeclineForm", "EntryForm"),
    *(
        "WallForm",
        "EmergencyForm",
        "LetInForm",
        "ReviewForm",
        "HoldForm",
        "ErasureForm",
        "GroundForm",
        *("TakingOutForm", "PrivateOpeningForm", "PeriodForm"),
    ),
    *("ConflictForm", "FileForm", "ColumnsForm", "QuestionsForm", "LeavingForm"),
    *("QuestionForm", "AnswerForm", "MistakeForm", "HandOverForm"),
    *(
        "LookForm",
        *("AwayForm", "BriefForm", "NightForm", "UntilForm", "CheckInForm", "OrderForm"),
        *("IncidentForm", "StepForm"),
        "WhyForm",
        "BudgetsForm",
        "ReferenceForm",
        "ByCodeForm",
        "NightForm",
        "AnswerForm",
        "NoticeForm",
        *("ProposingForm", "DecliningForm", "PartingForm"),
    ),
}


def every_form(kind=SentOnce):
    assert get_resolver().url_patterns  # every page, and with it every form, is known from here on
    for below in kind.__subclasses__():
        if below.__module__.startswith("alongside.casework"):
            yield below
        yield from every_form(below)


def asking():
    forms_of = {form.asks: form.base_fields for form in every_form() if form.asks}
    return forms_of | {f"{k.asks}, corrected": form_for(k).fields for k in all_kinds()}


@pytest.fixture(params=PLACES)
def place(request, settings):
    settings.PACK = request.param
    return pack()


def test_each_form_says_whether_it_asks_about_a_person():
    silent = {form.__name__ for form in every_form() if not form.asks}
    assert silent - ABOUT_THE_WORK == set(), "name the form in `asks`, its fields in fields.yaml"


def test_each_field_about_a_person_says_why_it_is_asked(place):
    for form, fields in asking().items():
        explained = place.fields[form.partition(",")[0]]
        shown = {name for name, field in fields.items() if not isinstance(field.widget, HIDDEN)}
        assert shown - explained.keys() == set(), f"{form}: say why in fields.yaml"


def test_nothing_is_explained_that_no_form_asks(place):
    asked = {}
    for form, fields in asking().items():
        asked.setdefault(form.partition(",")[0], set()).update(fields)
    for form, explained in place.fields.items():
        assert explained.keys() <= asked[form], form


def test_no_legal_name_and_no_way_to_reach_them_is_ever_required(place):
    names = ("known_as", "given_names", "family_name", "phone", "email", "address", "value")
    for form in ("person", "referral", "safe_contact"):
        assert all(said.free for name, said in place.fields[form].items() if name in names)


def test_safety_is_never_hidden(place):
    kept = {
        form: {n for n, f in fields.items() if f.keep == "safety"}
        for form, fields in place.fields.items()
    }
    assert kept["safe_contact"] == place.fields["safe_contact"].keys()
    assert kept["limits"] == place.fields["limits"].keys()
    assert {"danger", "safety_word", "address_class"} <= kept["referral"]
    assert "safety" in kept["contact"]


def test_what_the_program_demands_cannot_be_hidden(place):
    for form, fields in asking().items():
        explained = place.fields[form.partition(",")[0]]
        for name, field in fields.items():
            if name in explained and field.required and field.initial is None:
                assert explained[name].keep, f"{form}.{name}: give it `keep`, or an initial"


def test_under_each_field_stands_why_and_which_return_needs_it(as_mona, settings):
    settings.PACK = "us-federal"
    page = as_mona.get("/referrals/new/").content.decode()
    assert "To tell two people of one name apart." in page and "ZIP code" in page
    assert "A return needs it: Ages are reported in the bands" in page
    settings.PACK = "england-wales"
    page = as_mona.get("/referrals/new/").content.decode()
    assert "Postcode" in page and "Check locally: nobody has verified this." in page
