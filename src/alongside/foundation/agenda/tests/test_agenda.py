"""A date stands on the agenda once, until it is seen to."""

from datetime import date

from alongside.foundation.agenda.commands import hand_over, put, settle
from alongside.foundation.agenda.models import Item


def call(sams_case, ada, due):
    return put(sams_case, "call", due=due, source=sams_case.pk, owner=ada.pk, by=ada)


def test_put_again_it_moves(sams_case, ada):
    call(sams_case, ada, date(2026, 12, 1))
    call(sams_case, ada, date(2026, 12, 3))
    assert [item.due for item in Item.objects.open().about(sams_case, "call")] == [
        date(2026, 12, 3)
    ]


def test_settled_it_can_be_put_anew(sams_case, ada):
    call(sams_case, ada, date(2026, 12, 1))
    settle(Item.objects.open().about(sams_case, "call"), outcome="reached", by=ada)
    assert not Item.objects.open().about(sams_case, "call")
    call(sams_case, ada, date(2026, 12, 8))
    assert Item.objects.about(sams_case, "call").count() == 2


def test_handed_over_it_stands_on_another_day(sams_case, ada, ben):
    call(sams_case, ada, date(2026, 12, 1))
    hand_over(Item.objects.open().about(sams_case, "call"), to=ben.pk, by=ada)
    assert Item.objects.open().about(sams_case, "call").get().owner == ben.pk
