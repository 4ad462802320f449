"""What happened to Sam, and never who else it happened to."""

import html

import pytest

from alongside.casework.cases.commands import allocate, note_crime, open_case
from alongside.casework.cases.models import CaseCrime, CrimeEvent
from alongside.casework.people.commands import add_person

CRIME = {"category": "stalking_harassment", "reported": "yes", "client_kind": "harmed"}


def text(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def noted(as_ada, sams_case, page, send):
    def post(**answers):
        return send(as_ada, page("add_crime", sams_case), **{**CRIME, **answers})

    return post


def test_ada_notes_what_happened(noted, as_ada, sams_case, page):
    assert noted(on="3 November 2026", reference="42-X/2026").status_code == 302
    shown = text(as_ada.get(page("crime", sams_case)))
    assert "3 November 2026" in shown and "42-X/2026" in shown
    assert CrimeEvent.objects.get().category == "stalking_harassment"


def test_neither_day_nor_reference_need_be_known(noted, as_ada, sams_case, page):
    assert noted(reported="not_known").status_code == 302
    assert "Not known" in text(as_ada.get(page("crime", sams_case)))


def test_what_is_not_answered_is_said(noted):
    answer = noted(category="", on="last spring")
    assert answer.status_code == 200 and "last spring" in text(answer)
    assert not CaseCrime.objects.exists()


def test_others_to_whom_it_happened_are_neither_told_nor_counted(
    noted, as_ada, ada, mona, sams_case, page
):
    noted(reference="42-X/2026")
    alone = text(as_ada.get(page("crime", sams_case)))
    event = CrimeEvent.objects.get()
    for name in ("Chidi", "Irina"):
        case = open_case(add_person(known_as=name, by=ada), by=mona)
        allocate(case, worker=ada, by=mona)
        note_crime(case, event=event, client_kind="witness", by=ada)
    among_others = text(as_ada.get(page("crime", sams_case)))
    assert "Chidi" not in among_others and "Irina" not in among_others
    card = alone.index('aria-labelledby="crime-1"'), alone.index("</section>")
    assert alone[card[0] : card[0] + 900] in among_others
