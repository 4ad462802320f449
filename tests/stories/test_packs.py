"""The main job in every place that a pack describes, in the words and formats of the place."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as configured

from alongside.casework.cases.models import Case
from alongside.casework.people.models import Person
from alongside.foundation.clock import stand_at
from alongside.foundation.packs.loader import pack, term, words
from alongside.foundation.packs.zones import first_zone

FOLDER = Path(configured.PACKS_DIR)
PLACES = sorted(path.parent.name for path in FOLDER.glob("*/pack.yaml"))
BORN = {False: ("8/3/1992", "8 March 1992"), True: ("3/8/1992", "March 8, 1992")}
AT = {False: ("14:30", "14:30"), True: ("2:30 pm", "2:30 p.m.")}


@pytest.fixture(params=PLACES)
def place(request, settings):
    settings.PACK = request.param
    settings.TIME_ZONE = first_zone(FOLDER, request.param)
    with stand_at(datetime(2026, 11, 24, 10, 20, tzinfo=ZoneInfo(settings.TIME_ZONE))):
        yield pack()


@pytest.mark.parametrize("screen", ["1280-scripts"], indirect=True)
def test_from_referral_to_goodbye_in_every_place(place, visitor, ada, as_mona, as_ada):
    mona, helper = visitor(as_mona), visitor(as_ada)
    sam = a_referral_comes_in(mona, place)
    the_safe_time_is_noted(helper, sam, place)
    support_ends(helper, sam)


def a_referral_comes_in(mona, place):
    typed, told = BORN[place.formats.month_first]
    mona.goes_to("/referrals/new/").sees(term("emergency_number"))
    mona.chooses("How did this come to us?", words("referral_source", "police"))
    mona.fills("Known as", "Sam").fills("Born", typed).fills("Telephone", "(202) 555-0142")
    mona.chooses("Danger, as far as it is told", words("danger", "high"))
    mona.chooses("Crime", words("crime", "domestic_abuse")).presses("Save the referral")
    mona.follows("Decide about Sam").sees(told).screenshot(f"decide-{place.id}")
    mona.chooses("Allocate to", "Ada Okafor, Northgate")
    mona.chooses("What is this person to the crime?", words("client_kind", "harmed"))
    mona.presses("Accept the referral").sees("Sam", "High danger")
    mona.goes_to(f"/cases/{Case.objects.get().pk}/crime/").sees(words("crime", "domestic_abuse"))
    return Person.objects.get()


def the_safe_time_is_noted(ada, sam, place):
    case, point = Case.objects.get(), sam.contact_points.get()
    typed, told = AT[place.formats.twelve_hours]
    ada.goes_to(f"/cases/{case.pk}/safe-contact/{point.pk}/change/").chooses(
        "Is it safe?", words("safety_state", "safe")
    )
    ada.chooses("When is it safe?", "Only at the times below")
    days = ada.page.get_by_role("group", name="On these days", exact=True)
    days.get_by_label("Tuesday").check()
    ada.fills("From", typed).fills("To", "16:00").screenshot(f"times-{place.id}").presses("Save")
    ada.goes_to(f"/cases/{case.pk}/safe-contact/").sees(f"Tuesday {told} to")


def support_ends(ada, sam):
    case = Case.objects.get()
    ada.goes_to(f"/cases/{case.pk}/end/")
    ada.chooses("Why does support end?", words("ending_reason", "moved_away"))
    ada.chooses("How are things now?", words("outcome", "better")).presses("End support")
    ada.sees("Support ended on").screenshot(f"ended-{pack().id}")
