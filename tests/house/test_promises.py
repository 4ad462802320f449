"""What we promise of every record, proved for each kind there is."""

from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import connections
from django.urls import reverse

from alongside.casework.cases.commands import allocate
from alongside.casework.cases.models import Moment
from alongside.casework.records.forms import form_for
from alongside.casework.records.kinds import all_kinds
from alongside.foundation.audit.models import Entry
from alongside.foundation.clock import today
from tests.house.pages import without_tokens

SECRET = "He parks outside the school."
every_kind = pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.name)


def answers_for(kind, once=None):
    answers = {name: answer(field) for name, field in form_for(kind).fields.items()}
    return {**answers, "once": once or str(uuid4())}


def answer(field):
    if getattr(field, "choices", None):
        return next(code for code, words in field.choices if code)
    by_kind = {"DayField": f"{today():%d/%m/%Y}", "TimeField24": "10:30", "MinutesField": "15"}
    return by_kind.get(type(field).__name__, SECRET)


def add(client, kind, case_id, **more):
    page = reverse(f"{kind.name}:add", args=[case_id])
    return client.post(page, {**answers_for(kind), **more})


@pytest.fixture
def entry(as_ada, sams_case):
    def make(kind):
        assert add(as_ada, kind, sams_case.pk).status_code == 302
        return kind.model.objects.get()

    return make


@every_kind
def test_ada_adds_it_and_reads_it_back(as_ada, sams_case, kind, entry):
    record = entry(kind)
    shown = as_ada.get(reverse(f"{kind.name}:show", args=[sams_case.pk, record.pk]))
    listed = as_ada.get(reverse(f"{kind.name}:list", args=[sams_case.pk]))
    assert SECRET in shown.content.decode()
    assert str(kind.title) in listed.content.decode()


@every_kind
@pytest.mark.parametrize("page", ["list", "add"])
def test_ben_cannot_tell_that_the_case_exists(as_ben, sams_case, kind, page):
    sams = as_ben.get(reverse(f"{kind.name}:{page}", args=[sams_case.pk]))
    nobodys = as_ben.get(reverse(f"{kind.name}:{page}", args=[uuid4()]))
    assert sams.status_code == nobodys.status_code == 404
    assert without_tokens(sams) == without_tokens(nobodys)
    assert add(as_ben, kind, sams_case.pk).status_code == 404


@every_kind
def test_ben_cannot_open_it_by_its_address(as_ben, sams_case, kind, entry):
    record = entry(kind)
    for page in ("show", "correct", "withdraw"):
        address = reverse(f"{kind.name}:{page}", args=[sams_case.pk, record.pk])
        assert as_ben.get(address).status_code == 404


@every_kind
def test_a_record_does_not_open_through_another_case(as_ada, ada, sams_case, kind, entry):
    from alongside.casework.cases.commands import open_case

    record = entry(kind)
    other = open_case(sams_case.person, by=ada)
    allocate(other, worker=ada, by=ada)
    address = reverse(f"{kind.name}:show", args=[other.pk, record.pk])
    assert as_ada.get(address).status_code == 404


@every_kind
def test_vera_sees_the_task_and_not_the_file(as_vera, vera, ada, sams_case, kind):
    allocate(sams_case, worker=vera, by=ada)
    assert add(as_vera, kind, sams_case.pk).status_code == 404


@every_kind
def test_the_trail_says_who_and_never_what(ada, kind, entry):
    record = entry(kind)
    line = Entry.objects.get(verb="record.added")
    assert (line.actor, line.subject) == (ada.pk, f"{record._meta.label_lower}:{record.pk}")
    assert SECRET not in str(Entry.objects.values_list())


@every_kind
def test_sent_twice_it_is_written_once(as_ada, sams_case, kind):
    sent = answers_for(kind)
    for _ in range(2):
        as_ada.post(reverse(f"{kind.name}:add", args=[sams_case.pk]), sent)
    assert kind.model.objects.count() == 1


@every_kind
def test_corrected_it_keeps_what_it_said(as_ada, sams_case, kind, entry):
    record = entry(kind)
    page = reverse(f"{kind.name}:correct", args=[sams_case.pk, record.pk])
    words = next(
        name for name, given in answers_for(kind).items() if given == SECRET and name != "once"
    )
    better = {**answers_for(kind), words: "He parks at the shop.", "version": "1"}
    assert as_ada.post(page, better).status_code == 302
    record = kind.model.objects.get()
    assert getattr(record, words) == "He parks at the shop." and record.version == 2
    assert record.earlier[0]["words"][words] == SECRET
    shown = as_ada.get(reverse(f"{kind.name}:show", args=[sams_case.pk, record.pk]))
    assert SECRET in shown.content.decode()


@every_kind
def test_two_people_correct_it_and_nobodys_words_vanish(as_ada, sams_case, kind, entry):
    record = entry(kind)
    page = reverse(f"{kind.name}:correct", args=[sams_case.pk, record.pk])
    words = next(
        name for name, given in answers_for(kind).items() if given == SECRET and name != "once"
    )
    as_ada.post(page, {**answers_for(kind), words: "Hers was first.", "version": "1"})
    late = as_ada.post(page, {**answers_for(kind), words: "Mine was second.", "version": "1"})
    assert late.status_code == 409
    assert "Hers was first." in late.content.decode()
    assert "Mine was second." in late.content.decode()
    assert getattr(kind.model.objects.get(), words) == "Hers was first."


@every_kind
@pytest.mark.parametrize("day", ["tomorrow", "9999-12-31", "0001-01-01"])
def test_it_is_of_a_day_that_has_been(as_ada, sams_case, kind, day, entry):
    record = entry(kind)
    page = reverse(f"{kind.name}:correct", args=[sams_case.pk, record.pk])
    answer = as_ada.post(page, {**answers_for(kind), "on": day, "version": "1"})
    assert answer.status_code == 200 and kind.model.objects.get().on == today()


@every_kind
def test_what_was_withdrawn_is_not_corrected(as_ada, sams_case, kind, entry):
    record = entry(kind)
    as_ada.post(reverse(f"{kind.name}:withdraw", args=[sams_case.pk, record.pk]))
    page = reverse(f"{kind.name}:correct", args=[sams_case.pk, record.pk])
    assert as_ada.post(page, {**answers_for(kind), "version": "1"}).status_code == 404


@every_kind
def test_withdrawn_it_leaves_the_chronology_and_the_list(as_ada, sams_case, kind, entry):
    record = entry(kind)
    as_ada.post(reverse(f"{kind.name}:withdraw", args=[sams_case.pk, record.pk]))
    assert Moment.objects.get(record=record.pk).withdrawn
    listed = as_ada.get(reverse(f"{kind.name}:list", args=[sams_case.pk])).content.decode()
    assert f"/{record.pk}/" not in listed


@every_kind
def test_its_list_costs_the_same_for_five_and_for_fifty(as_ada, ada, sams_case, kind, entry):
    from alongside.casework.records.commands import add_record

    record = entry(kind)
    given = {name: getattr(record, name) for name in kind.fields}
    assert cost(as_ada, sams_case, kind, add_record, given, ada, 5) == cost(
        as_ada, sams_case, kind, add_record, given, ada, 50
    )


def cost(client, case, kind, add_record, given, ada, wanted):
    from django.test.utils import CaptureQueriesContext

    while kind.model.objects.count() < wanted:
        add_record(kind, case, by=ada, **given)
    page = reverse(f"{kind.name}:list", args=[case.pk])
    client.get(page)  # the first look of a minute also stamps that somebody is there
    with (
        CaptureQueriesContext(connections["default"]) as main,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        assert client.get(page).status_code == 200
    return len(main) + len(keys)


@every_kind
@pytest.mark.django_db(databases="__all__", transaction=True)
def test_a_stolen_disk_gives_nothing_away(as_ada, sams_case, kind, entry):
    entry(kind)
    if connections["default"].vendor != "sqlite":
        return
    disk = b"".join(file.read_bytes() for file in settings.DATA.glob("test-*"))
    assert b"record.added" in disk, "these are the files that were written"
    assert SECRET.encode() not in disk and b"Haddad" not in disk


def test_an_invented_record_is_missing(as_ada, sams_case):
    for kind in all_kinds():
        address = reverse(f"{kind.name}:show", args=[sams_case.pk, UUID(int=0)])
        assert as_ada.get(address).status_code == 404
