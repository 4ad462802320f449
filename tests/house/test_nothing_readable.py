"""A word of our own is planted wherever something can be written; no file holds it readable."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.urls import reverse

from alongside.casework.cases.commands import allocate, open_case
from alongside.casework.cases.models import Case
from alongside.casework.desk.models import Conference, Covered
from alongside.casework.intake.models import Double, Referral, Wait
from alongside.casework.people.commands import add_person
from alongside.casework.people.models import Merge
from alongside.casework.support.models import (
    Appointment,
    Contact,
    Feedback,
    FollowUp,
    PrivateWords,
)
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.checkpoints import make_checkpoint
from alongside.foundation.clock import today
from alongside.foundation.vault.fields import SealedDate, SealedText

PLANTED = "Kingfisher"


class Planter:
    """Fills in forms; every text is a word of its own."""

    def __init__(self, client):
        self.client, self.words = client, []

    def word(self):
        self.words.append(f"{PLANTED}{len(self.words):03}")
        return self.words[-1]

    def send(self, name, *args, texts=(), **answers):
        sent = {text: self.word() for text in texts}
        page = reverse(name, args=args)
        answer = self.client.post(page, {**sent, **answers, "once": str(uuid4())})
        assert answer.status_code == 302, (name, answer.content.decode()[:3000])


@pytest.fixture
def planted(as_mona, mona, as_ada, ada, capfd):
    lead, worker = Planter(as_mona), Planter(as_ada)
    refer(lead)
    first, second = Referral.objects.order_by("received_at")
    given = {"worker": ada.pk, "client_kind": "harmed"}
    lead.send("intake:accept", first.pk, texts=["anyway"], **given)
    declined = {"decline-reason": "other", "decline-signposted_to": lead.word()}
    lead.send("intake:decline", second.pk, **declined)
    lead.send("intake:undo", second.pk, texts=["why"])
    waits = {"wait-worker": ada.pk, "wait-reason": "other", "wait-review_on": "tomorrow"}
    lead.send("intake:wait", second.pk, **waits)
    call = {"reached": "yes", "danger": "high"}
    worker.send("intake:waiting:call", Wait.objects.get().pk, texts=["found"], **call)
    case = Case.objects.get()
    bring_together(lead, worker, case, open_again(case, ada, mona))
    write_a_case(worker, case, lead)
    worker.send("intake:calls:new", texts=["notes"], kind="self", minutes="5")
    make_checkpoint()
    return [*lead.words, *worker.words], capfd.readouterr()


def refer(lead):
    names = ("sender", "known_as", "given_names", "family_name", "pronouns", "languages")
    told = ("safety_word", "address", "happened")
    said = {"source": "police", "danger": "raised", "address_class": "withheld"}
    for _ in range(2):
        points = {"phone": f"{lead.word()} 900142", "email": f"{lead.word()}@example.org"}
        crime = {"crime": "theft", "crime_on": "yesterday"}
        lead.send("intake:add", texts=[*names, *told], **said, **points, **crime)


def open_again(case, ada, mona):
    """Another record of the same person, with a case of its own."""
    told = {name: getattr(case.person, name) for name in ("given_names", "family_name")}
    other = open_case(add_person(**told, by=ada), by=mona)
    allocate(other, worker=ada, by=mona)
    return other


def bring_together(lead, worker, case, other):
    pair = sorted((case.person, other.person), key=lambda one: one.pk)
    double = Double.objects.create(person=pair[0], other=pair[1], band="look", bits=1)

    def proposed():
        lead.send("intake:double", double.pk, texts=("reason",))
        return Merge.objects.latest("proposed_at").pk

    lead.send("intake:merge", case.pk, proposed(), texts=("reason",), answer="two")
    merge = proposed()
    worker.send("intake:merge", case.pk, merge, answer="one")
    worker.send("intake:part", case.pk, merge, texts=("reason",))
    assert Merge.objects.get(pk=merge).undone_reason


def write_a_case(worker, case, lead):
    note = ("purpose", "safety", "wishes", "done", "next", "saw", "said", "told", "view", "agreed")
    plain = {"channel": "phone", "reached": "yes", "minutes": "5", "on": "today"}
    promise = {"texts": (*note, "promise", "promise_2"), "promise_by": "today"}
    worker.send("contacts:add", case.pk, **promise, promise_2_by="today", **plain)
    worker.send("contacts:add", case.pk, texts=note, **plain, leave="1", draft_page="")
    worker.send("contacts:add", case.pk, texts=note, **plain, private="on")
    kept = PrivateWords.objects.get()
    lead.send("contacts:private", case.pk, kept.contact, texts=["reason"], ground="danger")
    names = ("known_as", "given_names", "family_name", "pronouns", "languages", "address")
    names += ("previous_names", "spellings", "reads", "interpreter_plan", "interpreter_avoid")
    names += ("adjustments",)
    kept = {"address_class": "withheld", "version": "1", "birth_date": "8 March 1992"}
    worker.send("cases:change_person", case.pk, texts=(*names, "postcode"), **kept)
    point = {"kind": "mobile", "state": "unsafe", "voicemail": "unknown"}
    told = ("value", "whose", "who_may_answer", "say", "if_not_safe", "say_to_others")
    told += ("our_number", "sender", "code_question", "code_reply")
    worker.send("cases:add_safe_contact", case.pk, texts=told, **point)
    crime = {"category": "theft", "reported": "yes", "client_kind": "witness"}
    worker.send("cases:add_crime", case.pk, texts=("reference",), **crime)
    helps = ("pace", "worker", "triggers", "signs", "good", "harder", "not_again", "bring")
    worker.send("cases:change_helps", case.pk, texts=(*helps, "strengths"), version="0")
    child = {"suspected": "no", "agrees": "yes", "competence": "competent", "version": "0"}
    worker.send("cases:change_child", case.pk, texts=("holds", "competence_why"), **child)
    about = ("gender", "ethnicity", "religion", "sexuality", "disability")
    told = {f"{name}_answer": "told" for name in about}
    told |= {"source": "person", "calm": "on", "version": "0"}
    worker.send("cases:change_described", case.pk, texts=about, **told)
    pinned = {"owner": case.allocations.get().worker_id, "until": "tomorrow"}
    worker.send("cases:notices", case.pk, texts=("words",), **pinned)
    other = ("name", "relation", "phone", "email", "address")
    worker.send("cases:add_involved", case.pk, texts=other, kind="family")
    worker.send("cases:add_opposed", case.pk, texts=other, kind="suspect")
    shared = {"purpose": "housing", "items": "name", "how": "written"}
    shared |= {"given_on": "today", "until": str(today() + timedelta(days=30))}
    worker.send("consents:add", case.pk, texts=("recipient",), **shared)
    worker.send("consents:service", case.pk, texts=("words",), answer="yes")
    plan = {"after_days": "3", "police": "no", "tries": "3"}
    worker.send("consents:agree", case.pk, texts=("ask", "message"), **plan)
    said = {"on": "today", "mode": "spoken"}
    worker.send("limits:add", case.pk, texts=("understood", "wishes"), **said)
    thought = ("happening", "otherwise", "changes")
    worker.send("reasoning:add", case.pk, texts=thought, on="today")
    arrange(worker, case)
    noted = (case.pk, Contact.objects.first().pk)
    lead.send("contacts:ask", *noted, texts=("question",))
    worker.send("contacts:follow-up", case.pk, FollowUp.objects.get().pk, texts=("words",))
    day = {"on": "today", "day": "26 November 2027", "what": "hearing"}
    worker.send("dates:add", case.pk, texts=("words",), **day)
    confer(worker, case)
    write_a_working_day(worker, case)
    danger = {"level": "high"}
    worker.send("cases:danger", case.pk, texts=("reason",), **danger)
    worker.send("cases:death", case.pk, texts=("words",), told_by="family")
    worker.send("cases:death_mistake", case.pk, texts=("why", "looked"))
    ending = {"reason": "other", "outcome": "not_asked"}
    worker.send("cases:end", case.pk, texts=("summary",), **ending)
    again = {"why": "asked", "worker": case.allocations.get().worker_id}
    worker.send("cases:reopen", case.pk, texts=("changed",), **again)
    worker.send("cases:end", case.pk, texts=("summary",), **ending)
    worker.send("feedback:page", case.pk, may_ask="yes")
    lead.send("feedback:page", case.pk, texts=("words",), came="told", helped="no")
    assert Feedback.objects.get().told_at


def arrange(worker, case):
    meeting = {"kind": "police", "on": "today", "at": "10:30", "minutes": "60"}
    people = ("place", "attendees", "transport", "childcare")
    wanted = ("interpreter_wants", "interpreter_avoid")
    meeting |= {"interpreter": "to_book", "interpreter_gender": "woman"}
    worker.send("appointments:add", case.pk, texts=(*people, *wanted), **meeting)
    answered = (case.pk, Appointment.objects.get().pk)
    worker.send("appointments:show", *answered, texts=("why",), outcome="could_not_come")


def confer(worker, case):
    worker.send("conferences:add", case.pk, texts=("decided",), on="today", why="safety")
    held = (case.pk, Conference.objects.get().pk)
    told = {"purpose": "safety", "items": "danger", "ground": "life"}
    worker.send("conferences:partner", *held, texts=("agency", "name", "reason"), **told)
    agreed = {"owner": case.allocations.get().worker_id, "due": "tomorrow"}
    worker.send("conferences:agree", *held, texts=("words", "partner"), **agreed)


def write_a_working_day(worker, case):
    night = {"kind": "call", "at": "00:00", "reference": case.reference}
    worker.send("desk:night", texts=("words",), **night)
    told = {"kind": "near_miss", "on": "today"}
    worker.send("desk:incident-tell", texts=("words",), **told)
    mona = User.objects.get(name="Mona Farrell")
    alone = {"until": "23:59", "colleague": mona.pk}
    worker.send("desk:lone", texts=("place",), **alone)
    worker.send("workforce:strengths", texts=("languages",))
    days = {"first": "today", "last": "31 December 2031", "cover": mona.pk}
    worker.send("desk:away", **days)
    worker.send("desk:brief-line", Covered.objects.get(case=case).pk, texts=("words",))


@pytest.mark.django_db(databases="__all__", transaction=True)
def test_what_was_written_lies_sealed_everywhere(planted):
    words, printed = planted
    assert len(words) >= 50
    files = [path for path in settings.HOME.rglob("*") if path.is_file()]
    files += list(settings.CHECKPOINTS.rglob("*.json"))
    disk = b"".join(path.read_bytes() for path in files if "static" not in path.parts)
    if connection.vendor == "sqlite":
        assert b"referral.declined" in disk, "these are the files that were written"
        assert any(path.name.endswith("-wal") for path in files)
    assert PLANTED.encode() not in disk
    assert PLANTED not in printed.out + printed.err


@pytest.mark.django_db(databases="__all__", transaction=True)
def test_no_table_gives_a_word_away(planted):
    for model in apps.get_models():
        table = model._meta.db_table
        with connection.cursor() as thief:
            if table in connection.introspection.table_names():
                thief.execute(f'SELECT * FROM "{table}"')  # noqa: S608
                for row in thief.fetchall():
                    assert PLANTED not in str(row), table


def test_every_free_text_of_a_person_or_case_is_a_sealed_column():
    """Columns of plain text hold codes, names of ours, or nothing a person said."""
    ours = {"programme.name", "fundingstream.name", "team.name", "case.reference"}
    ours |= {"moment.event", "batch.feed", "referral.state", "erasure.wrapped_by"}
    ours |= {"wait.outcome", "takes.crimes", "takes.ages", "takes.kinds", "takes.places"}
    ours |= {
        "period.kind",
        "takingout.what",
        "kept.what",
        "conference.taken_out",
        "consent.taken_out",
        "said.taken_out",
        "characteristics.taken_out",
    }
    ours |= {f"{name}.taken_out" for name in ("contact", "followup", "limitsexplained")}
    ours |= {"reasoning.taken_out", "privatewords.taken_out", "difficultdate.taken_out"}
    ours |= {"nightcode.purpose", "dutyline.phone", "dutyline.hours"}
    ours |= {"likeness.band", "likeness.agreement", "double.band", "double.agreement"}
    ours |= {"sweep.patterns", "sweep.weights"}
    plain = set()
    for model in apps.get_models():
        if model.__module__.startswith(("alongside.casework", "alongside.organisation")):
            for field in model._meta.concrete_fields:
                text = field.get_internal_type() in {"CharField", "TextField", "JSONField"}
                coded = hasattr(field, "vocabulary")
                if text and not coded and not isinstance(field, SealedText | SealedDate):
                    plain.add(f"{model._meta.model_name}.{field.name}")
    assert plain <= ours
