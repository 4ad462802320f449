"""Sam was erased; the backup of before holds a partner's file that waited then, with her row."""

import pytest

from alongside.casework.erasures.again import repeat_erasures
from alongside.casework.intake.feeds.tests.conftest import ALEX, Desk, csv_of, meanings
from alongside.casework.intake.feeds.tests.test_pages import NAMESAKE, SAMIRA
from alongside.foundation.imports.models import Piece, Upload
from alongside.foundation.vault.brought_back.lists import ListRefused, signed_list
from alongside.foundation.vault.models import DataKey
from alongside.foundation.vault.ring import ring

pytestmark = pytest.mark.django_db(databases="__all__", transaction=True)


@pytest.fixture
def desk(as_mona, sams_ended_case):
    waits = Desk(as_mona).brings(csv_of(ALEX, SAMIRA, NAMESAKE))
    return waits.says("columns", **meanings()).takes()


def list_naming(*owners):
    """The list of erasures as it was kept elsewhere; then their keys are here again."""
    keys = DataKey.objects.filter(owner__in=owners)
    before = {key.pk: bytes(key.wrapped) for key in keys}
    keys.update(wrapped=None)
    page = signed_list()
    for pk, wrapped in before.items():
        DataKey.objects.filter(pk=pk).update(wrapped=wrapped)
    ring.clear()
    return page


def who_waits():
    ring.clear()
    return [cells[0] for piece in Piece.objects.all() for _line, cells in piece.rows]


def test_her_row_goes_again_and_that_of_her_namesake_waits(desk, sam, operator):
    repeat_erasures(list_naming(sam.pk), by=operator)
    assert "3" not in who_waits() and "4" in who_waits()
    assert desk.looks_again().upload.rejected == 1
    assert "Kingfisher" not in str(Upload.objects.get().columns)
    assert "31/31/1970" in desk.opens("back").text


def test_it_goes_too_where_one_case_of_hers_was_erased(desk, sams_ended_case, operator):
    repeat_erasures(list_naming(sams_ended_case.pk), by=operator)
    assert "3" not in who_waits()


def test_a_list_that_is_not_ours_takes_nobody_out(desk, sam, operator):
    forged = list_naming(sam.pk).replace(b"keys", b"kees")
    with pytest.raises(ListRefused):
        repeat_erasures(forged, by=operator)
    assert "3" in who_waits()


def test_a_file_that_was_over_since_is_over_again(desk, sam, as_mona, operator):
    """The backup read the keys last, so this one came back without its key."""
    page = list_naming(sam.pk, desk.upload.pk)
    DataKey.objects.filter(owner=desk.upload.pk).update(wrapped=None)
    ring.clear()
    repeat_erasures(page, by=operator)
    assert desk.looks_again().upload.destroyed_at and not Piece.objects.exists()
    assert desk.opens("show").answer.status_code == 200
