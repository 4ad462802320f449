"""Whatever an organisation hides, requires and renames: every form is drawn, and saves."""

from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings as real
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from alongside.casework.cases.commands import allocate, note_crime, open_case
from alongside.casework.desk.conference.commands import hold_conference
from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.commands import decline_referral, receive_referral
from alongside.casework.intake.waiting.commands import let_wait
from alongside.casework.people.commands import add_person
from alongside.casework.support.appointments.commands import make_appointment
from alongside.casework.support.feedback.commands import note_wish
from alongside.casework.support.promises.commands import make_promise
from alongside.foundation.clock import today
from alongside.foundation.packs.fitting import may_hide, may_require
from alongside.foundation.packs.loader import in_use, pack
from alongside.foundation.packs.models import Fitting
from alongside.foundation.ui.asking import as_asked

PLACES = sorted(path.parent.name for path in Path(real.PACKS_DIR).glob("*/pack.yaml"))
DAY, TIME, TEXT = "2026-01-05", "13:30", "As they say it."
NAMED = dict.fromkeys(("given_names", "family_name", "pronouns", "languages", "address"), TEXT)
BORN = {"birth_date": "1990-04-23", "postcode": "N1", "address_class": "open"}


SPOKEN = dict.fromkeys(("previous_names", "spellings", "reads", "interpreter_plan"), TEXT)
SPOKEN |= {"interpreter_avoid": TEXT, "adjustments": TEXT, "interpreter": "yes"}
SPOKEN |= {"age_band": "from_25"}


@dataclass(frozen=True)
class Page:
    """Where a form stands, what it is answered with, and what the program itself demands of it."""

    path: str
    answers: dict
    demanded: tuple[str, ...]
    prefix: str = ""
    drawn_at: str = ""  # where it is another page that shows the form


@pytest.fixture
def pages(ada, mona, sams_case, northgate):
    """One for each form of fields.yaml: who adds a form adds its page here."""
    told = {"source": "self", "danger": "high"}
    referral = receive_referral(Arrival({"known_as": "Gwen"}, [], told), by=ada)
    others = [receive_referral(Arrival({"known_as": "Noor"}, [], told), by=ada) for _ in "123"]
    answers = {"worker": mona, "reason": "no_worker", "review_on": today()}
    waits = let_wait(others[0], **answers, by=mona)
    declined = decline_referral(others[1], reason="other", signposted_to="", by=mona)
    case = f"/cases/{sams_case.pk}"
    sent = {"phone": "07700 900142", "email": "gwen@example.org", "safety_word": TEXT}
    sent |= {"source": "self", "sender": TEXT, "danger": "high", "happened": TEXT}
    notes = dict.fromkeys(("purpose", "safety", "wishes", "done", "next"), TEXT)
    voices = ("saw", "said", "told", "view", "agreed")
    notes |= dict.fromkeys(voices, TEXT) | {"seemed": "settled", "read_back": "yes"}
    reached = {"channel": "phone", "reached": "yes", "on": DAY, "at": TIME, "minutes": "15"}
    version = {"version": sams_case.person.version}
    crime = {"category": "theft", "on": DAY, "reported": "yes", "reference": TEXT}
    safe = dict.fromkeys(("whose", "who_may_answer", "say", "if_not_safe"), TEXT)
    safe |= {"kind": "mobile", "value": "07700 900142", "state": "safe", "when": "times"}
    for n, day in (("1", "0"), ("2", "1")):
        safe |= {f"days_{n}": [day], f"from_{n}": TIME, f"to_{n}": "15:30"}
    return {
        "referral": Page(
            "/referrals/new/",
            {**NAMED, **BORN, **sent, "known_as": "Gwen", "crime": "theft", "crime_on": DAY},
            ("source", "danger", "address_class", "known_as"),
        ),
        "acceptance": Page(
            f"/referrals/{referral.pk}/accept/",
            {"worker": ada.pk, "client_kind": "harmed"},
            ("worker", "client_kind"),
        ),
        "waiting": Page(
            f"/referrals/{referral.pk}/wait/",
            {"worker": ada.pk, "reason": "no_worker", "review_on": "tomorrow"},
            ("worker", "reason", "review_on"),
            prefix="wait-",
            drawn_at=f"/referrals/{referral.pk}/",
        ),
        "safety_call": Page(
            f"/waiting/{waits.pk}/call/",
            {
                "reached": "yes",
                "danger": "high",
                "found": TEXT,
                "minutes": "5",
                "next_on": "tomorrow",
            },
            ("reached", "danger"),
        ),
        "decline": Page(
            f"/referrals/{others[2].pk}/decline/",
            {"reason": "other", "signposted_to": TEXT},
            ("reason",),
            prefix="decline-",
            drawn_at=f"/referrals/{others[2].pk}/",
        ),
        "undo_decline": Page(f"/referrals/{declined.pk}/undo/", {"why": TEXT}, ("why",)),
        "person": Page(
            f"{case}/person/change/",
            {**NAMED, **BORN, **version, **SPOKEN, "known_as": "Sam"},
            ("address_class",),
        ),
        "contact": Page(
            f"{case}/contacts/add/", {**reached, **notes}, ("channel", "reached", "on", "minutes")
        ),
        "difficult_date": Page(
            f"{case}/dates/add/",
            {"on": DAY, "day": "2027-01-05", "what": "hearing", "words": TEXT},
            ("on", "day", "what"),
        ),
        "reasoning": Page(
            f"{case}/reasoning/add/",
            {"on": DAY, "happening": TEXT, "otherwise": TEXT, "changes": TEXT},
            ("on", "happening"),
        ),
        "crime": Page(
            f"{case}/crime/add/",
            {**crime, "client_kind": "harmed"},
            ("category", "reported", "client_kind"),
        ),
        "limits": Page(
            f"{case}/limits/add/",
            {"on": DAY, "mode": "spoken", "understood": TEXT, "wishes": TEXT},
            ("on", "mode"),
        ),
        "danger": Page(f"{case}/danger/", {"level": "high", "reason": TEXT}, ("level",)),
        "safe_contact": Page(
            f"{case}/safe-contact/add/",
            {**safe, "voicemail": "no"},
            ("kind", "state", "when", "value", "days_1", "from_1", "to_1", "voicemail"),
        ),
        **more_pages(ada, sams_case),
        **ahead(ada, sams_case),
        "call": Page("/calls/", {"kind": "self", "notes": TEXT, "minutes": "5"}, ("kind",)),
        "death": Page(
            f"{case}/death/", {"told_by": "family", "day": DAY, "words": TEXT}, ("told_by",)
        ),
        **conferring(ada, sams_case),
        "reopening": Page(
            f"/cases/{ended_long_ago(ada).pk}/again/",
            {"why": "asked", "changed": TEXT, "reason": TEXT, "worker": ada.pk},
            ("why", "changed", "reason", "worker"),
        ),
        **how_it_was(ada),
        "ending": Page(
            f"{case}/end/",
            {"reason": "done_together", "outcome": "same", "summary": TEXT},
            ("reason", "outcome"),
        ),
    }


def conferring(ada, case):
    held = hold_conference(case, on=today(), why="safety", decided="", by=ada)
    at = f"/cases/{case.pk}/conferences"
    noted = {"on": DAY, "at": TIME, "why": "plan", "decided": TEXT, "staff": []}
    told = {"agency": TEXT, "name": TEXT, "purpose": "safety", "items": ["danger"]}
    told |= {"ground": "life", "reason": TEXT}
    agreed = {"words": TEXT, "owner": ada.pk, "partner": TEXT, "due": "today"}
    return {
        "conference": Page(f"{at}/add/", noted, ("on", "why")),
        "conference_partner": Page(
            f"{at}/{held.pk}/partner/", told, ("agency", "purpose", "ground", "reason")
        ),
        "conference_action": Page(f"{at}/{held.pk}/action/", agreed, ("words", "owner", "due")),
    }


def how_it_was(ada):
    wish, told = (ended_long_ago(ada) for _ in range(2))
    note_wish(told, may_ask="yes", by=ada)
    said = {"came": "told", "helped": "partly", "words": TEXT}
    return {
        "feedback_wish": Page(f"/cases/{wish.pk}/feedback/", {"may_ask": "yes"}, ("may_ask",)),
        "feedback": Page(f"/cases/{told.pk}/feedback/", said, ("came",)),
    }


def ended_long_ago(ada):
    """So long that somebody has to say why it is no new case."""
    case = open_case(add_person(known_as="Nell", by=ada), by=ada)
    allocate(case, worker=ada, by=ada)
    case.ended_on, case.ending_reason = today() - timedelta(days=900), "moved_away"
    case.save()
    return case


def more_pages(ada, case):
    """What stands around the safety of a person, and what she agreed to."""
    note_crime(case, category="theft", client_kind="child", by=ada)
    at = f"/cases/{case.pk}"
    known = {"name": TEXT, "relation": TEXT, "phone": TEXT, "email": TEXT, "address": TEXT}
    known |= {"household": "on"}
    given = {"purpose": "housing", "recipient": TEXT, "items": ["name"], "how": "written"}
    given |= {"given_on": "today", "until": str(today() + timedelta(days=60))}
    plan = {"after_days": "3", "ask": TEXT, "police": "no", "tries": "3", "message": TEXT}
    names = ("pace", "worker", "triggers", "signs", "good", "harder", "not_again", "bring")
    child = {"holds": TEXT, "suspected": "no", "agrees": "yes", "competence": "competent"}
    about = ("gender", "ethnicity", "religion", "sexuality", "disability")
    described = {f"{name}_answer": "told" for name in about} | dict.fromkeys(about, TEXT)
    words = {"words": TEXT}
    return {
        "safety_event": Page(
            f"{at}/safe-contact/changed/", {"event": "moved", "on": DAY}, ("event", "on")
        ),
        "party": Page(
            f"{at}/involved/add/", {**known, "kind": "family", "never_contact": "on"}, ("kind",)
        ),
        "opponent": Page(
            f"{at}/opposed/add/", {**known, "kind": "suspect", "stage": "suspect"}, ("kind",)
        ),
        "consent": Page(f"{at}/consents/add/", given, tuple(given)),
        "agreement": Page(f"{at}/consents/support/", {**words, "answer": "yes"}, ("answer",)),
        "legal_basis": Page(f"{at}/consents/ground/", {**words, "basis": "vital"}, ("basis",)),
        "unreachable": Page(f"{at}/unreachable/agree/", plan, ("after_days", "police", "tries")),
        "helps": Page(
            f"{at}/helps/change/",
            {**dict.fromkeys(names, TEXT), "strengths": TEXT, "version": "0"},
            (),
        ),
        "child": Page(
            f"{at}/child/change/",
            {**child, "competence_why": TEXT, "version": "0"},
            ("suspected", "agrees", "competence", "competence_why"),  # judged, so it says why
        ),
        "characteristics": Page(
            f"{at}/described/change/",
            {**described, "source": "person", "calm": "on", "version": "0"},
            ("source", "calm", *(f"{name}_answer" for name in about)),
        ),
    }


def ahead(ada, case):
    """What was promised, and what is arranged."""
    soon = today() + timedelta(days=6)
    promise = make_promise(case, contact=uuid4(), words=TEXT, due=soon, by=ada)
    plain = {"kind": "police", "on": soon, "at": time(10, 30), "minutes": 60}
    held = make_appointment(case, **plain, interpreter="booked", by=ada)
    wanted = ("place", "attendees", "interpreter_wants", "interpreter_avoid", "childcare")
    told = dict.fromkeys((*wanted, "transport"), TEXT) | {"hidden": "on"}
    told |= {"interpreter": "to_book", "interpreter_gender": "woman", "interpreter_cost": "45.50"}
    at = f"/cases/{case.pk}"
    return {
        "promise": Page(
            f"{at}/promises/{promise.pk}/", {"due": str(soon), "told": "yes"}, ("due", "told")
        ),
        "appointment": Page(
            f"{at}/appointments/add/",
            {**told, "kind": "police", "on": str(soon), "at": TIME, "minutes": "60"},
            ("kind", "on", "at", "minutes", "interpreter"),
        ),
        "appointment_outcome": Page(
            f"{at}/appointments/{held.pk}/", {"outcome": "attended", "why": TEXT}, ("outcome",)
        ),
    }


@st.composite
def fittings(draw):
    """What an administrator may choose: any fields, any labels, any codes that may go."""
    rows = []
    for form, fields in pack().fields.items():
        for name, said in fields.items():
            how = draw(st.sampled_from(["as it came", "hidden", "required", "renamed"]))
            row = Fitting(of=f"{form}.{name}")
            row.hidden = how == "hidden" and may_hide(said) and not said.under
            row.required = how == "required" and may_require(said)
            row.labels = {"en-gb": "Called 100% <otherwise>"} if how == "renamed" else {}
            rows.append(row)
    for vocabulary, always in pack().narrowed.items():
        free = sorted(in_use(vocabulary).keys() - always)
        rows.append(Fitting(of=vocabulary, codes=draw(st.lists(st.sampled_from(free)))))
    return rows


def names_of(form):
    here = {name: as_asked(form, name) for name in pack().fields[form]}
    hidden = {name for name, one in here.items() if one.hidden}
    return hidden, {name for name, one in here.items() if one.required}


@pytest.mark.parametrize("place", PLACES)
@settings(
    max_examples=3,
    phases=[Phase.generate],  # each draws and saves every form: to shrink one takes many minutes
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_each_form_is_drawn_and_saves(place, data, pages, as_mona, settings):
    settings.PACK = place
    assert pages.keys() == pack().fields.keys(), "name the page of the new form above"
    rows = data.draw(fittings())
    with transaction.atomic():
        Fitting.objects.bulk_create(rows)
        for form, page in pages.items():
            with transaction.atomic():
                saves(as_mona, form, page)
                transaction.set_rollback(True)
        transaction.set_rollback(True)


SOMETIMES = {"contact": {"proposed"}}  # offered where a safe moment is known


def saves(client, form, page):
    hidden, required = names_of(form)
    drawn = client.get(page.drawn_at or page.path)
    assert drawn.status_code == 200
    for name in pack().fields[form].keys() - SOMETIMES.get(form, set()):
        shown = f'name="{page.prefix}{name}"'.encode()
        assert (shown in drawn.content) == (name not in hidden), (form, name)
    answers = {name: said for name, said in page.answers.items() if name not in hidden}
    answers = {f"{page.prefix}{name}": said for name, said in answers.items()}
    waiting = {f"{page.prefix}{name}" for name in required if name not in page.demanded}
    later = f"{page.prefix}ask_later"
    if waiting:
        empty = {name: said for name, said in answers.items() if name not in waiting}
        asked = client.post(page.path, {**empty, "once": str(uuid4())})
        assert asked.status_code == 200 and f'name="{later}"'.encode() in asked.content, (
            form,
            waiting,
        )
        answers = {**empty, later: "1"}
    sent = client.post(page.path, {**answers, "once": str(uuid4())})
    faults = sent.context and sent.context.get("form") and sent.context["form"].errors
    assert sent.status_code == 302, (form, hidden, required, faults)
