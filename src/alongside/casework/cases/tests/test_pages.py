"""Every page of a case opens for those who may see it, and for nobody else."""

from uuid import uuid4

import pytest

PAGES = ["safe_contact", "add_safe_contact", "person", "change_person", "danger", "crime"]
PAGES += ["add_crime", "end", "overrides"]
LEADING = ["workers", "add_worker", "hand_over", "sensitive"]


@pytest.mark.parametrize("name", PAGES)
def test_ada_opens_every_page_of_sams_case(as_ada, sams_case, page, name):
    assert as_ada.get(page(name, sams_case)).status_code == 200


@pytest.mark.parametrize("name", PAGES + LEADING)
def test_mona_who_supervises_opens_them_too(as_mona, sams_case, page, name):
    assert as_mona.get(page(name, sams_case)).status_code == 200


@pytest.mark.parametrize("name", LEADING)
def test_who_works_on_it_is_not_adas_to_decide(as_ada, sams_case, page, name):
    assert as_ada.get(page(name, sams_case)).status_code == 403


@pytest.mark.parametrize("name", PAGES + LEADING)
def test_ben_gets_the_same_answer_as_for_a_case_that_never_was(
    as_ben, sams_case, page, same_page, name
):
    sams, nobodys = (as_ben.get(page(name, case)) for case in (sams_case, uuid4()))
    assert sams.status_code == 404 and same_page(sams, nobodys)


@pytest.mark.parametrize("name", PAGES + LEADING)
def test_otto_who_administers_reads_no_case(as_otto, sams_case, page, name):
    assert as_otto.get(page(name, sams_case)).status_code == 404


def test_no_name_stands_in_a_title(as_ada, sams_case, page):
    for name in PAGES:
        text = as_ada.get(page(name, sams_case)).content.decode()
        title = text[text.index("<title>") : text.index("</title>")]
        assert sams_case.code in title
        assert "Sam" not in title and "Haddad" not in title


def test_cora_who_counsels_ends_no_support(as_cora, cora, ada, sams_case, page):
    from alongside.casework.cases.commands import allocate

    allocate(sams_case, worker=cora, by=ada)
    assert as_cora.get(page("safe_contact", sams_case)).status_code == 200
    assert as_cora.get(page("end", sams_case)).status_code == 403
