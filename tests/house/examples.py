"""One thing of every kind that an address can name, for the test that asks every address."""

from collections.abc import Callable
from datetime import date, time, timedelta
from types import SimpleNamespace
from uuid import UUID, uuid4

from alongside.casework.cases.commands import (
    allocate,
    judge_danger,
    open_case,
    override_safe_contact,
    tell_safe_contact,
)
from alongside.casework.cases.involved.commands import add_party
from alongside.casework.cases.models import Case
from alongside.casework.cases.telling.commands import pin_notice
from alongside.casework.consents.commands import give_consent
from alongside.casework.desk.conference.commands import agree_action, hold_conference
from alongside.casework.desk.cover.commands import mark_away
from alongside.casework.desk.feed.commands import make_feed
from alongside.casework.desk.incidents.commands import tell_incident
from alongside.casework.desk.lone.commands import check_in
from alongside.casework.desk.oncall.commands import log_night
from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.calls.commands import take_call
from alongside.casework.intake.commands import receive_referral
from alongside.casework.intake.models import Conflict, Double, Likeness
from alongside.casework.intake.waiting.commands import let_wait
from alongside.casework.keeping.commands import set_hold
from alongside.casework.keeping.models import Erasure, Kept, TakingOut
from alongside.casework.openings.commands import tell
from alongside.casework.openings.counting import Hour
from alongside.casework.people.commands import add_person, change_person
from alongside.casework.people.models import Merge, Person, Wall
from alongside.casework.records.commands import add_record
from alongside.casework.records.forms import form_for
from alongside.casework.records.kinds import all_kinds
from alongside.casework.support.appointments.commands import make_appointment
from alongside.casework.support.commands import log_contact
from alongside.casework.support.followups.commands import ask_about
from alongside.casework.support.promises.commands import make_promise
from alongside.casework.walls.commands import open_in_emergency
from alongside.exchange.commands import make_key
from alongside.foundation.accounts.commands import invite_user
from alongside.foundation.clock import now, today
from alongside.foundation.imports.commands import keep_upload
from alongside.foundation.imports.contents import contents_of
from alongside.foundation.imports.sources import Source
from alongside.foundation.imports.tables import read_table
from alongside.foundation.jobs.commands import ask_for, give_up
from alongside.foundation.packs.loader import vocabulary
from alongside.insight.models import Release
from alongside.organisation.workforce.commands import add_programme
from alongside.organisation.workforce.outsiders.commands import (
    agree_to_outsider,
    appoint_outsider,
)
from alongside.organisation.workforce.rota.commands import put_on_rota

House = SimpleNamespace  # case, ada, ben, mona, maja, otto, operator
ARRIVAL = {"source": "self", "danger": "high"}


def a_point(house: House) -> UUID:
    facts = {"kind": "mobile", "value": "07700 900111", "state": "unsafe"}
    house.point = tell_safe_contact(house.case, by=house.ada, **facts)
    return house.point.pk


def an_override(house: House) -> UUID:
    why = {"ground": "life", "reason": "He is at the door."}
    return override_safe_contact(house.case, point=house.point, by=house.ada, **why).pk


def a_notice(house: House) -> UUID:
    told = {"words": "He has been seen outside.", "until": today() + timedelta(days=9)}
    return pin_notice(house.case, **told, owner=house.ada, by=house.ada).pk


def a_consent(house: House) -> UUID:
    told = {"purpose": "housing", "recipient": "The council", "items": ["name"], "how": "written"}
    days = {"given_on": today(), "until": today() + timedelta(days=90)}
    return give_consent(house.case, **told, **days, by=house.ada).pk


def a_promise(house: House) -> UUID:
    of = {"contact": uuid4(), "words": "Ring the council.", "due": today()}
    return make_promise(house.case, **of, by=house.ada).pk


def an_appointment(house: House) -> UUID:
    when = {"on": today(), "at": time(10, 30), "kind": "police"}
    return make_appointment(house.case, **when, by=house.ada).pk


def a_follow_up(house: House) -> UUID:
    note = {"on": today(), "channel": "phone", "reached": "yes", "minutes": 5}
    contact = log_contact(house.case, **note, by=house.ada)
    asked = {"contact": contact.pk, "question": "Is the door mended?", "of": house.ada.pk}
    return ask_about(house.case, **asked, by=house.mona).pk


def a_judgement(house: House) -> UUID:
    return judge_danger(house.case, level="raised", reason="Quieter.", by=house.ada).pk


def a_wall(house: House) -> UUID:
    """Before somebody who is not asked here, so that nobody loses sight of the case."""
    house.referral = receive_referral(Arrival({"known_as": "Gwen"}, [], ARRIVAL), by=house.ada)
    Wall.objects.create(person=house.referral.person, user=house.ben, proposed=True)
    return Wall.objects.create(person=house.case.person, user=house.ben).pk


def a_referral(house: House) -> UUID:
    return house.referral.pk


def an_access(house: House) -> UUID:
    return open_in_emergency(house.case, reason="She rang.", by=house.ben).pk


def a_token(house: House) -> str:
    to = {"email": "new@example.org", "name": "Nell New", "role": "volunteer"}
    return invite_user(**to, by=house.operator).token


def an_outsider(house: House) -> UUID:
    who = {"name": "Nadia Rossi", "organisation": "Next Door", "phone": "020 7946 0000"}
    outsider = appoint_outsider(**who, by=house.otto)
    return agree_to_outsider(outsider, by=house.mona).pk


def a_hold(house: House) -> UUID:
    kept = {"ground": next(iter(vocabulary("hold_ground"))), "reason": "", "until": None}
    return set_hold(house.case.person, **kept, by=house.mona).pk


def a_kept(house: House) -> UUID:
    a_hold(house)
    house.case.person.refresh_from_db()
    facts = {"version": house.case.person.version, "address": "1 Elm Row"}
    change_person(house.case.person, **facts, by=house.ada)
    return Kept.objects.get().pk


def a_taking_out(house: House) -> UUID:
    """Of a consent that was never in force; the other one of the house stays as it is."""
    part = a_consent(house)
    of = {"person": house.case.person, "case": house.case.pk, "ordered_by": house.mona}
    ground = next(iter(vocabulary("erasure_ground")))
    return TakingOut.objects.create(ground=ground, what="consent", part=part, **of).pk


def an_erasure(house: House) -> UUID:
    """Ordered and not agreed; written straight away, since support still goes on here."""
    of = {"person": house.case.person, "case": house.case.pk, "ordered_by": house.mona}
    return Erasure.objects.create(ground=next(iter(vocabulary("erasure_ground"))), **of).pk


def an_alert(house: House) -> UUID:
    """Of somebody who is not asked here: to all others it is missing."""
    fullest = Hour(now(), files=31, lists=0)
    return tell(house.ben, fullest, 30, by=house.operator).pk


def a_call(house: House) -> UUID:
    """Whoever took it finds it, and nobody else."""
    return take_call(kind="anonymous", notes="Quiet.", minutes=5, by=house.mona).pk


def a_wait(house: House) -> UUID:
    """Somebody who is not asked here answers for them: to all others it is missing."""
    referral = receive_referral(Arrival({"known_as": "Noor"}, [], ARRIVAL), by=house.ada)
    told = {"worker": house.ben, "reason": "no_worker", "review_on": today()}
    return let_wait(referral, **told, by=house.mona).pk


def a_likeness(house: House) -> UUID:
    alike = {"referral": house.referral, "person": house.case.person}
    return Likeness.objects.create(**alike, agreement={"given": "same"}).pk


def another_record(house: House) -> Person:
    """With a case that Ada works on; whoever is asked is put there as well."""
    other = add_person(known_as="Samira", by=house.mona)
    case = open_case(other, by=house.mona)
    allocate(case, worker=house.ada, by=house.mona)
    house.beside = [*getattr(house, "beside", []), case]
    return other


def a_double(house: House) -> UUID:
    pair = sorted((house.case.person, another_record(house)), key=lambda one: one.pk)
    return Double.objects.create(person=pair[0], other=pair[1], band="look", bits=1).pk


def a_merge(house: House) -> UUID:
    pair = sorted((house.case.person, another_record(house)), key=lambda one: one.pk)
    told = {"reason": "One letter apart.", "proposed_by": house.ben, "confirmed_by": house.maja}
    return Merge.objects.create(person=pair[0], other=pair[1], confirmed_at=now(), **told).pk


def a_conflict(house: House) -> UUID:
    return Conflict.objects.create(referral=house.referral).pk


def a_release(house: House) -> UUID:
    days = {"first": date(2026, 7, 1), "last": date(2026, 9, 30)}
    return Release.objects.create(**days, tables=[], by=house.maja).pk


def a_job_given_up(house: House) -> UUID:
    return give_up(ask_for("trail.checkpoint", by=house.ada), by=house.operator).pk


def a_file(house: House) -> UUID:
    """Whoever brought it finds it, and nobody else."""
    source = Source("list.csv", b"ref,name\n1,Sam\n")
    table = read_table(source)
    kept = keep_upload("referrals", table, contents_of(table), feed="Northgate", by=house.mona)
    return kept.pk


def a_record(kind) -> Callable[[House], UUID]:
    """One entry of a record kind, filled in as its form would be."""

    def make(house: House) -> UUID:
        from tests.house.test_promises import answers_for

        form = form_for(kind, answers_for(kind))
        assert form.is_valid(), form.errors
        return add_record(kind, house.case, by=house.ada, **form.values()).pk

    return make


def an_absence(house: House) -> UUID:
    """Of somebody in nobody's way here: to all others it is missing."""
    days = {"first": date(2031, 1, 1), "last": date(2031, 1, 2)}
    house.absence = mark_away(house.ada, cover=house.mona, **days, by=house.ada)
    return house.absence.pk


def a_covered(house: House) -> UUID:
    return house.absence.covered.first().pk


def a_turn(house: House) -> UUID:
    hours = {"begins": time(17), "ends": time(9)}
    return put_on_rota(house.ben, on=date(2031, 1, 1), **hours, by=house.mona).pk


def a_hidden_case(house: House) -> Case:
    """Nobody who is asked sees it, and so nothing that belongs to it."""
    return open_case(add_person(known_as="Nell", by=house.mona), by=house.mona)


def a_night(house: House) -> UUID:
    told = {"kind": "call", "words": "Rang.", "at": now(), "case": a_hidden_case(house)}
    return log_night(**told, by=house.ada).pk


def a_visit(house: House) -> UUID:
    return check_in(place="Court", until=now(), colleague=house.ben, by=house.maja).pk


def an_incident(house: House) -> UUID:
    told = {"kind": "near_miss", "on": date(2026, 11, 24), "words": "Nearly."}
    return tell_incident(**told, case=a_hidden_case(house), by=house.ben).pk


def an_action(house: House) -> UUID:
    held = hold_conference(house.case, on=today(), why="safety", decided="", by=house.ada)
    return agree_action(held, words="Ring.", owner=house.ada, due=today(), by=house.ada).pk


# What stands between < and > in an address, without its `_id`; where one word means different
# things in different modules, with the module before it: "contacts:record".
EXAMPLES: dict[str, Callable[[House], UUID | str]] = {
    "case": lambda house: house.case.pk,
    "user": lambda house: house.ben.pk,
    "row": lambda house: 0,  # a key that is nobody's: each sees her own only
    "point": a_point,
    "party": lambda house: add_party(house.case, kind="family", name="Rana", by=house.ada).pk,
    "opponent": lambda house: add_party(house.case, kind="suspect", name="Karl", by=house.ada).pk,
    "notice": a_notice,
    "consent": a_consent,
    "override": an_override,
    "promise": a_promise,
    "follow_up": a_follow_up,
    "appointment": an_appointment,
    "action": an_action,
    "judgement": a_judgement,
    "wall": a_wall,
    "referral": a_referral,
    "access": an_access,
    "token": a_token,
    "release": a_release,
    "alert": an_alert,
    "outsider": an_outsider,
    "hold": a_hold,
    "kept": a_kept,
    "erasure": an_erasure,
    "taking": a_taking_out,
    "period": lambda house: "adult",
    "what": lambda house: "consent",
    "part": a_consent,
    "job": a_job_given_up,
    "call": a_call,
    "programme": lambda house: add_programme("Court support", by=house.otto).pk,
    "key": lambda house: make_key("Northgate", "police", by=house.otto).pk,
    "likeness": a_likeness,
    "wait": a_wait,
    "into": lambda house: house.case.pk,
    "conflict": a_conflict,
    "double": a_double,
    "merge": a_merge,
    "upload": a_file,
    "absence": an_absence,
    "covered": a_covered,
    "turn": a_turn,
    "night": a_night,
    "visit": a_visit,
    "incident": an_incident,
    "secret": lambda house: make_feed(by=house.ada).secret,
    "form": lambda house: "referral",
    "field": lambda house: "postcode",
    "vocabulary": lambda house: "crime",
    **{f"{kind.name}:record": a_record(kind) for kind in all_kinds()},
}
