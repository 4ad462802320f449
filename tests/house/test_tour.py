"""docs/tour.md: each picture is there and small, and each page that it shows answers."""

import re

import pytest
from django.db import transaction
from scripts import pictures

from alongside.demo.fill import fill_demo
from alongside.foundation.accounts.models import User
from alongside.foundation.clock import stand_at

TOUR = (pictures.DOCS / "tour.md").read_text("utf-8")
SHOWN = pictures.NAMED.findall(TOUR)
ENOUGH = 150_000  # bytes


def test_ten_pages_are_shown_each_with_words_of_its_own():
    assert len(SHOWN) == len(set(SHOWN)) == TOUR.count("\n## ") == 10
    for part in TOUR.split("\n## ")[1:]:
        told = part.partition(".png)\n")[2].strip()
        assert 2 <= len(re.findall(r"[.;](?:\s|$)", told)) <= 5, part


@pytest.mark.parametrize("name", pictures.wanted())
def test_a_picture_that_is_named_is_there(name):
    picture = pictures.DOCS / f"{name}.png"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size < ENOUGH or name not in SHOWN


def test_no_picture_is_left_that_no_text_shows():
    there = {f"{path.parent.name}/{path.stem}" for path in pictures.DOCS.glob("*/*.png")}
    assert there == set(pictures.wanted())


def test_every_page_of_the_tour_answers(signed_in_client):
    with stand_at(pictures.TUESDAY), transaction.atomic():
        fill_demo()
        for name in SHOWN:
            who, *way = pictures.PAGES[pictures.page_of(name)]
            client = signed_in_client(User.objects.get(name=who))
            assert answers(client, way), name


def answers(client, way):
    page = ""
    for step in way:
        address = step if step.startswith("/") else leads_to(page, step)
        answer = client.get(address)
        if answer.status_code != 200:
            return False
        page = answer.content.decode()
    return True


def leads_to(page, words):
    link = re.compile(r'<a [^>]*href="([^"]+)"[^>]*>\s*(?:<[^>]+>\s*)*' + re.escape(words) + r"\b")
    return link.search(page)[1].replace("&amp;", "&")
