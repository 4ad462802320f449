"""Somebody's way through the product, in words that read like a story."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time
from pathlib import Path

from django.test import Client
from playwright.sync_api import Locator, expect
from playwright.sync_api import TimeoutError as NothingCame

from tests.browser.inspection import Inspection
from tests.browser.screens import Screen, window
from tests.browser.watch import Watch

PIECES = "tr, li, article, section, fieldset, details, dl > div, .govuk-summary-card, form"


class Walk:
    """One person, one window, one screen. Every page met is inspected as it comes."""

    def __init__(self, inspection: Inspection, base: str, screen: Screen):
        self.inspection, self.base, self.screen = inspection, base, screen
        self.window = window(inspection.browser, screen)
        self.page = self.window.new_page()
        self.watch = Watch(self.page, base)
        self.inside: Locator = self.page.locator("body")

    # Coming and going

    def comes_in_as(self, client: Client) -> "Walk":
        """Takes over the session of a test client that has signed in."""
        cookies = [
            {"name": c.key, "value": c.value, "url": self.base} for c in client.cookies.values()
        ]
        self.window.add_cookies(cookies)
        return self

    def goes_to(self, path: str, status: int = 200) -> "Walk":
        """Types an address; `status` is what the page is expected to answer."""
        self.watch.expected_status = status
        response = self.page.goto(path if path.startswith("http") else self.base + path)
        assert response is not None and response.status == status, (
            f"{path} answered {response and response.status}, expected {status}\n{self.text()}"
        )
        return self._looks_round()

    def finds_nothing_at(self, path: str) -> "Walk":
        """The page is not there for this person: 404, the same as for an address never used."""
        return self.goes_to(path, status=404)

    def is_refused_at(self, path: str) -> "Walk":
        """The case may be seen, the page may not: 403."""
        return self.goes_to(path, status=403)

    def goes_back(self) -> "Walk":
        self.page.go_back()
        return self._looks_round()

    def leaves(self) -> None:
        """Closes the window; complaints that came last are still heard."""
        try:
            self._looks_round()
        finally:
            self.window.close()

    # Doing

    def fills(self, label: str, text: str | date | time) -> "Walk":
        words = text if isinstance(text, str) else text.isoformat()[:10]
        self._fill(self._field(label), words)
        return self

    def fills_date(self, legend: str, day: date) -> "Walk":
        """Day, month and year in their three boxes."""
        with self.within(legend):
            for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
                self.fills(label, str(number))
        return self

    def chooses(self, question: str, option: str) -> "Walk":
        """A radio button below its legend, or an entry of a list."""
        group = self.inside.get_by_role("group", name=question)
        if group.count():
            choice = self._only("choice", option, lambda exact: _radio(group, option, exact))
            self._check(choice)
        else:
            self._select(self._field(question), option)
        return self

    def ticks(self, label: str) -> "Walk":
        self._check(self._only("box", label, lambda exact: self._named("checkbox", label, exact)))
        return self

    def unticks(self, label: str) -> "Walk":
        box = self._only("box", label, lambda exact: self._named("checkbox", label, exact))
        self._uncheck(box)
        return self

    def opens(self, summary: str) -> "Walk":
        """Unfolds a `details` element."""
        self._activate(self._only("summary", summary, lambda exact: self._summary(summary, exact)))
        return self

    def presses(self, button: str, status: int = 200) -> "Walk":
        """`status` is what the page it leads to is expected to answer."""
        found = self._only("button", button, lambda exact: self._named("button", button, exact))
        self._activate(found, status)
        return self._looks_round()

    def follows(self, link: str) -> "Walk":
        self._activate(self._only("link", link, lambda exact: self._named("link", link, exact)))
        return self._looks_round()

    def downloads(self, name: str) -> bytes:
        """Presses a button or follows a link that answers with a file, and reads the file."""
        with self.page.expect_download() as coming:
            self._activate(self._only("link or button", name, lambda e: self._either(name, e)))
        content = Path(coming.value.path()).read_bytes()
        self._looks_round()
        return content

    # Seeing

    def sees(self, *texts: str) -> "Walk":
        for text in texts:
            expect(self.inside).to_contain_text(text, use_inner_text=True, timeout=5_000)
        return self._looks_round()

    def sees_not(self, *texts: str) -> "Walk":
        self._looks_round()
        for text in texts:
            assert text not in self.text(), f"{self.page.url} shows {text!r}"
        return self

    def sees_title(self, text: str) -> "Walk":
        """The first-level heading of the page."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(text, timeout=5_000)
        return self._looks_round()

    def text(self) -> str:
        """What the page shows, in one line."""
        return " ".join(self.inside.inner_text().split())

    def value_of(self, label: str) -> str:
        """What stands in a field."""
        return self._field(label).input_value()

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.base)

    @contextmanager
    def within(self, words: str) -> Iterator["Walk"]:
        """Only the smallest row, card, section or group that holds these words."""
        whole = self.inside
        self.inside = whole.locator(PIECES).filter(has_text=words, visible=True).last
        try:
            yield self
        finally:
            self.inside = whole

    def screenshot(self, name: str) -> "Walk":
        """Kept only when the environment names a folder: SCREENSHOTS=docs/pictures."""
        if folder := os.environ.get("SCREENSHOTS"):
            file = Path(folder) / f"{name}.{self.screen.name}.png"
            self.page.screenshot(path=file, full_page=True)
        return self

    # How it is done with a mouse; KeyboardWalk does it without

    def _fill(self, field: Locator, text: str) -> None:
        field.fill(text)

    def _check(self, choice: Locator) -> None:
        choice.check()

    def _uncheck(self, choice: Locator) -> None:
        choice.uncheck()

    def _select(self, field: Locator, option: str) -> None:
        field.select_option(label=option)

    def _activate(self, thing: Locator, status: int = 200) -> None:
        self.watch.expected_status = status
        thing.click()

    # Finding and inspecting

    def _field(self, label):
        return self._only(
            "field", label, lambda exact: self.inside.get_by_label(label, exact=exact)
        )

    def _named(self, role, name, exact):
        return self.inside.get_by_role(role, name=name, exact=exact)

    def _summary(self, words, exact):
        return self.inside.locator("summary").filter(has_text=words)

    def _either(self, name, exact):
        return self._named("link", name, exact).or_(self._named("button", name, exact))

    def _only(self, what, name, find):
        try:
            find(False).filter(visible=True).first.wait_for(timeout=5_000)
        except NothingCame:
            raise AssertionError(
                f"No {what} {name!r} on {self.path}. There is: {self.text()[:2000]}"
            ) from None
        for exact in (True, False):
            found = find(exact).filter(visible=True)
            if found.count() == 1:
                return found
            if found.count() > 1:
                break
        raise AssertionError(
            f"{found.count()} times {what} {name!r} on {self.path}: choose with within()"
        )

    def _looks_round(self) -> "Walk":
        self.page.wait_for_load_state("load")
        faults = self.watch.new_complaints()
        response = self.watch.new_document()
        if response and response.headers.get("content-type", "").startswith("text/html"):
            if response.status not in {200, self.watch.expected_status}:
                faults.append(f"status {response.status}")
            faults += self.inspection.faults(self.page, response, self.screen)
        assert not faults, f"{self.path} at {self.screen.name}:\n  " + "\n  ".join(faults)
        return self


def _radio(group, option, exact):
    return group.get_by_role("radio", name=option, exact=exact)
