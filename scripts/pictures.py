"""Draw the pictures of README and docs/ anew: `make pictures`; `make tour` draws those of the tour.

An invented organisation is set up in a folder that is thrown away, on a Tuesday that is always the
same, and looked at in the system's Chromium. A page is drawn when a text names its picture."""

import logging
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
NAMED = re.compile(r"\b((?:pictures|tour)/[\w-]+)\.png")
PEOPLE = 130  # a service of two years, told in about a minute
TUESDAY = datetime(2026, 11, 24, 10, 20, tzinfo=ZoneInfo("Europe/London"))
WIDE, PHONE = {"width": 1280, "height": 1000}, {"width": 320, "height": 1000}
TOUR = {"width": 1040, "height": 780}  # read in a column of text, and small

# Who looks, and the way there: addresses, and links by their words.
PAGES: dict[str, tuple[str, ...]] = {
    "today": ("Ada Okafor", "/today/"),
    "cases": ("Ada Okafor", "/cases/"),
    "case": ("Ada Okafor", "/cases/", "Sam"),
    "safe-contact": ("Ada Okafor", "/cases/", "Sam", "Safe contact"),
    "contact": ("Ada Okafor", "/cases/", "Sam", "Log a contact"),
    "referral": ("Hamid Rahimi", "/referrals/new/"),
    "triage": ("Mona Farrell", "/triage/"),
    "decide": ("Mona Farrell", "/triage/", "Decide"),
    "summary": ("Mona Farrell", "/summary/"),
    "erasures": ("Maja Lindqvist", "/erasures/"),
    "staff": ("Otto Brandt", "/staff/"),
    "organisation": ("Otto Brandt", "/organisation/"),
    "background-work": ("Otto Brandt", "/background-work/"),
    "chronology": ("Ada Okafor", "/cases/", "Sam", "Timeline"),
    "team": ("Mona Farrell", "/team/"),
    "nights": ("Mona Farrell", "/nights/"),
    "asked": ("Maja Lindqvist", "/organisation/asking/"),
}
ON_A_PHONE = "-phone"  # today-phone.png is the same page as it is at 320 px


def wanted() -> list[str]:
    """The pictures that some text shows."""
    texts = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
    return sorted({name for text in texts for name in NAMED.findall(text.read_text("utf-8"))})


def page_of(picture: str) -> str:
    """The name of a page in PAGES: tour/today is the same page as pictures/today."""
    return picture.partition("/")[2].removesuffix(ON_A_PHONE)


@contextmanager
def a_demo() -> Iterator[str]:
    """The address of an invented organisation on that Tuesday."""
    from alongside.config import setup

    setup.prepare()
    quiet = structlog.make_filtering_bound_logger(logging.WARNING)
    structlog.configure(wrapper_class=quiet)
    from django.core.handlers.wsgi import WSGIHandler
    from django.test.testcases import LiveServerThread

    from alongside.foundation.clock import stand_at

    with stand_at(TUESDAY):
        setup.fill_demo_once(PEOPLE)
        server = LiveServerThread("localhost", static_handler=lambda _files: WSGIHandler())
        server.daemon = True
        server.start()
        server.is_ready.wait()
        if server.error:
            raise server.error
        yield f"http://localhost:{server.port}"
        server.terminate()


def draw(name: str, address: str, browser) -> None:
    """One picture, by somebody who has just signed in."""
    who, *way = PAGES[page_of(name)]
    size = PHONE if name.endswith(ON_A_PHONE) else TOUR if name.startswith("tour/") else WIDE
    place = {"locale": "en-GB", "timezone_id": "Europe/London", "reduced_motion": "reduce"}
    page = browser.new_context(viewport=size, **place).new_page()
    page.goto(f"{address}/demo/")
    page.get_by_role("button", name=f"Sign in as {who}").click()
    for step in way:
        if step.startswith("/"):
            page.goto(address + step)
        else:  # followed by its address: on a phone a link may be folded away
            link = page.locator("a", has_text=re.compile(rf"^\s*{re.escape(step)}\b")).first
            page.goto(address + (link.get_attribute("href") or ""))
    page.screenshot(path=DOCS / f"{name}.png")
    page.context.close()


def main() -> int:
    names = [name for name in wanted() if name.startswith(tuple(sys.argv[1:]) or "")]
    if unknown := [name for name in names if page_of(name) not in PAGES]:
        print(f"No way is known to {', '.join(unknown)}: add it to PAGES.", file=sys.stderr)
        return 1
    sys.path.insert(0, str(ROOT))
    from playwright.sync_api import sync_playwright
    from tests.browser.screens import launch

    with tempfile.TemporaryDirectory(prefix="alongside-pictures-") as home:
        kept = {name: word for name, word in os.environ.items() if "ALONGSIDE" not in name}
        for name in os.environ.keys() - kept.keys() | {"DATABASE_URL", "KEYS_DATABASE_URL"}:
            os.environ.pop(name, None)
        os.environ |= {"ALONGSIDE_HOME": home, "ALONGSIDE_DEMO": "yes"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "alongside.config.settings"
        with a_demo() as address, sync_playwright() as playwright:
            browser = launch(playwright)
            for name in names:
                draw(name, address, browser)
            browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
