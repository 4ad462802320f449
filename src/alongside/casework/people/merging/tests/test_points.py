"""The same number at two records is known again, however it is written and whatever is damaged."""

import pytest
from django.db import connection
from tests.harness.one_person import bring_together, part

from alongside.casework.people.commands import add_contact_point, add_person
from alongside.casework.people.merging.points import points_of_all
from alongside.foundation.vault.ring import ring


@pytest.fixture
def number(ada):
    def add(person, value, kind="mobile", **facts):
        facts = {"state": "safe", "windows": [], **facts}
        return add_contact_point(person, kind=kind, value=value, **facts, by=ada)

    return add


def alike(person, others=()):
    points = points_of_all([person, *others])[person.pk]
    return [[each.value for each in point.elsewhere.alike] for point in points]


@pytest.mark.parametrize(
    ("kind", "here", "there", "same"),
    [
        ("mobile", "07700 900123", "+44 7700 900123", True),
        ("mobile", "07700 900123", "(07700)900-123 or 07700 900456", True),
        ("mobile", "07700 900123", "07700 900124", False),
        ("mobile", "07700 900123", "٠٧٧٠٠ ٩٠٠١٢٣", True),
        ("email", "Sam@Example.org", " sam@example.org", True),
        ("email", "sam@example.org", "sami@example.org", False),
        ("post", "1 High St., N1 1AA", "1 High St, n1 1aa", True),
        ("mobile", "none", "not told", True),
    ],
)
def test_it_is_known_again_as_it_was_meant(one_person, number, kind, here, there, same):
    sam, sam_again = one_person
    number(sam, here, kind)
    number(sam_again, there, kind)
    assert alike(sam) == ([[there]] if same else [[]])
    assert alike(sam_again) == ([[here]] if same else [[]])


def test_a_mobile_and_a_landline_may_be_one_number_and_an_email_is_none(one_person, number):
    sam, sam_again = one_person
    number(sam, "020 7946 0123")
    number(sam_again, "020 7946 0123", "landline")
    number(sam_again, "0207946 0123@example.org", "email")
    assert alike(sam) == [["020 7946 0123"]]


def test_what_cannot_be_read_may_be_any_of_its_kind(one_person, number):
    sam, sam_again = one_person
    number(sam, "07700 900123")
    damaged = number(sam_again, "07700 900456", state="unsafe")
    with connection.cursor() as cursor:
        words = f"UPDATE people_contactpoint SET value = %s WHERE id = %s"  # noqa: F541
        pk = damaged.pk.hex if connection.vendor == "sqlite" else damaged.pk
        cursor.execute(words, [b"\x01" * 80, pk])
    ring.clear()
    (point,) = points_of_all([sam])[sam.pk]
    assert [each.pk for each in point.elsewhere.alike] == [damaged.pk]


def test_only_her_own_are_hers_and_of_whoever_stands_alone_nothing_is_told(one_person, number, ada):
    sam, sam_again = one_person
    alone = add_person(known_as="Else", by=ada)
    number(sam, "07700 900123")
    number(sam_again, "07700 900456")
    number(alone, "07700 900123")
    points = points_of_all([sam, alone])
    assert points.keys() == {sam.pk, alone.pk}
    assert [point.value for point in points[sam.pk]] == ["07700 900123"]
    assert points[alone.pk][0].elsewhere is None
    part(sam, sam_again, by=ada)
    assert points_of_all([sam])[sam.pk][0].elsewhere is None


def test_it_costs_one_statement_with_one_record_or_two(
    one_person, number, ada, django_assert_num_queries
):
    sam, sam_again = one_person
    for person in one_person:
        number(person, "07700 900123")
        number(person, "07700 900456")
    for _ in range(2):
        with django_assert_num_queries(1):
            points_of_all([sam])
        part(sam, sam_again, by=ada)
    bring_together(sam, sam_again, by=ada)
