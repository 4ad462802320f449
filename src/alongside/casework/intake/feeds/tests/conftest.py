"""Mona brings files."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from alongside.foundation.imports.models import Upload
from alongside.foundation.jobs.worker import Worker

HEADINGS = ["Ref", "Name", "DOB", "Street", "Town", "Mobile", "Offence", "Summary"]
SAM = ["1", "Sam", "08/03/1992", "8 Mill Lane", "Northgate", "07700 900142", "Burglary", "Theft"]
ALEX = ["2", "Alex", "25/12/1990", "", "", "", "burglary", "Theft"]
MEANS = ["reference", "known_as", "birth_date", "address", "address", "phone", "crime", "happened"]


def csv_of(*rows):
    return "".join(",".join(row) + "\n" for row in (HEADINGS, *rows)).encode()


def meanings(**more):
    said = {f"column-{n}": target for n, target in enumerate(MEANS)}
    return {**said, "source": "partner", "once": str(uuid4()), **more}


class Desk:
    """A browser with which somebody brings files and answers what is asked."""

    def __init__(self, client):
        self.client = client

    def brings(self, content, feed="Northgate Police", name="list.csv", **more):
        sent = {"file": SimpleUploadedFile(name, content), "feed": feed, "once": str(uuid4())}
        self.answer = self.client.post(reverse("intake:feeds:new"), {**sent, **more})
        if self.answer.status_code == 302:
            self.upload = Upload.objects.order_by("at").last()
        return self

    def says(self, page, **told):
        address = reverse(f"intake:feeds:{page}", args=[self.upload.pk])
        self.answer = self.client.post(address, {"once": str(uuid4()), **told})
        return self.looks_again()

    def takes(self):
        """Presses, and waits until the work in the background is done."""
        self.says("take")
        while Worker().work_once():
            pass
        return self.looks_again()

    def looks_again(self):
        self.upload = Upload.objects.get(pk=self.upload.pk)
        return self

    def opens(self, page="show"):
        self.answer = self.client.get(reverse(f"intake:feeds:{page}", args=[self.upload.pk]))
        return self

    @property
    def text(self):
        return " ".join(self.answer.content.decode().split())

    @property
    def next(self):
        return self.answer.url.rstrip("/").rsplit("/", 1)[-1]


@pytest.fixture
def mona_brings(as_mona):
    return Desk(as_mona).brings
