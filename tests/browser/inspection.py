"""What every page met in a story must satisfy, checked once for each kind of page and screen."""

import os
import re
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import brotli
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response

from tests.browser import markup, pseudo
from tests.browser.screens import Screen, window

OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
HEAVIEST = 20_000  # bytes of a page as it travels, compressed: a phone in a court corridor
CONTRAST = {"resultTypes": ["violations"], "runOnly": ["color-contrast"]}
SIGHTS: dict[str, dict] = {
    "dark": {"color_scheme": "dark"},
    "dark and more contrast": {"color_scheme": "dark", "contrast": "more"},
    "more contrast": {"color_scheme": "light", "contrast": "more"},
    "own colours": {"contrast": "no-preference", "forced_colors": "active"},
}
AS_IT_WAS: dict = {"media": "screen", "color_scheme": "light", "contrast": "no-preference"}
AS_IT_WAS |= {"forced_colors": "none"}
ON_PAPER = """() => {
  const unwanted = 'nav, button, .app-safe, .app-top, .app-foot, .govuk-button';
  const shown = [...document.querySelectorAll(unwanted)]
    .filter(element => element.checkVisibility() && element.getClientRects().length)
    .map(element => element.outerHTML.slice(0, 120));
  const numbers = document.body.innerText.match(/[+\\d](?: ?\\d){8,}/g) ?? [];
  const ours = [...document.querySelectorAll('[data-on-paper]')].map(e => e.innerText).join();
  const others = numbers.filter(number => !ours.includes(number));  // ours may: the duty phone's
  return [...shown, ...others.map(number => `the number ${number}`)];
}"""
CHANGING = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\b\d+\b|[A-Za-z0-9_-]{22,}")
CLASSES = re.compile(r'class="([^"]*)"')
REQUIRED = {
    "content-security-policy": "default-src 'none'",
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
AXE = Axe().axe_script
LOOK = """async options => (await axe.run(options)).violations.flatMap(
  ({id, help, nodes}) => nodes.map(({html, failureSummary}) => ({id, help, html, failureSummary}))
)"""
SCRIPTS = re.compile(r"<script\b[^>]*></script>")
# The bar that sticks half covers whatever one happens to scroll past: no fault of that field.
UNSTUCK = "how => document.querySelectorAll('.app-bar').forEach(bar => bar.style.position = how)"


class Inspection:
    """Remembers which kinds of page have passed, so that stories stay quick."""

    def __init__(self, browser: Browser):
        self.browser = browser
        self.passed: set[tuple] = set()
        self.glasses: dict[str, Page] = {}
        pseudo.learn()

    def faults(self, page: Page, response: Response, screen: Screen) -> list[str]:
        """Everything wrong with the page as it stands; remembered when there is nothing."""
        found = headers(response) + reflow(page)
        html = response.text()
        kind = (screen.name, route(page.url), frozenset(CLASSES.findall(html)))
        if kind in self.passed:
            return found
        keep(html, page.url, screen)
        found += weight(html)
        found += [f"HTML: {fault}" for fault in markup.faults(html)]
        found += self.barriers(page, html, screen)
        found += sights(page) if screen.scripts else self.in_no_language(page, response, screen)
        if not found:
            self.passed.add(kind)
        return found

    def barriers(self, page: Page, html: str, screen: Screen) -> list[str]:
        """What axe finds. It is a script itself: a page without scripts is shown to it again."""
        shown = page if screen.scripts else self._behind_glass(page.url, html, screen)
        shown.evaluate(UNSTUCK, "static")
        try:
            found = violations(shown, OPTIONS)
        finally:
            shown.evaluate(UNSTUCK, "")
        return [f"axe: {each['id']}: {each['help']}: {each['html']}" for each in found]

    def in_no_language(self, page: Page, response: Response, screen: Screen) -> list[str]:
        """The same address in a language nobody speaks, from right to left."""
        pseudo.speak()
        asked = {pseudo.ASKED_BY: pseudo.XX}
        answer = page.context.request.get(page.url, headers=asked, max_redirects=0)
        if response.request.method == "GET" and answer.status != response.status:
            return [f"from right to left it answers {answer.status}, not {response.status}"]
        if not answer.headers.get("content-type", "").startswith("text/html"):
            return []
        html = answer.text()
        found = [f"cannot be translated: {said!r}" for said in pseudo.untranslated(html)]
        found += [f"HTML from right to left: {fault}" for fault in markup.faults(html)]
        shown = self._behind_glass(page.url, html, screen)
        keep_picture(shown, "rtl")
        return found + [f"from right to left it {fault}" for fault in reflow(shown)]

    def _behind_glass(self, url: str, html: str, screen: Screen) -> Page:
        """The same words and style sheets in a window of its own, where none of our scripts run."""
        if screen.name not in self.glasses:
            self.glasses[screen.name] = window(self.browser, screen, scripts=True).new_page()
        page, house = self.glasses[screen.name], urljoin(url, "/")
        if not page.url.startswith(house):
            page.goto(
                urljoin(house, "health/alive/")
            )  # style sheets are asked for where the page is from
        page.set_content(SCRIPTS.sub("", html))
        return page


def violations(page: Page, options: dict) -> list[dict]:
    """What axe finds; the script is shown to each page once, and only what it found comes back."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    found: list[dict] = page.evaluate(LOOK, options)
    return found


def sights(page: Page) -> list[str]:
    """What axe finds of contrast in the dark, with more contrast and in the device's own colours;
    and what would reach paper."""
    found = []
    for name, media in SIGHTS.items():
        page.emulate_media(**media)
        seen = violations(page, CONTRAST)
        keep_picture(page, name.replace(" ", "-"))
        found += [f"axe, {name}: {each['html']}: {each['failureSummary']}" for each in seen]
    page.emulate_media(media="print")
    found += [f"reaches paper: {words}" for words in page.evaluate(ON_PAPER)]
    keep_picture(page, "print")
    page.emulate_media(**AS_IT_WAS)
    return found


def keep_picture(page: Page, name: str) -> None:
    """Only where the environment names a folder: SIGHTS=pictures/."""
    if folder := os.environ.get("SIGHTS"):
        told = re.sub(r"\W+", "-", route(page.url)).strip("-") or "home"
        number = len(list(Path(folder).glob(f"{told}.{name}.*.png")))
        page.screenshot(path=Path(folder, f"{told}.{name}.{number}.png"), full_page=True)


def headers(response: Response) -> list[str]:
    """The headers that keep a page out of caches, frames and other people's logs."""
    given = response.headers
    return [
        f"header {name}: {given.get(name)!r} instead of {wanted!r}"
        for name, wanted in REQUIRED.items()
        if wanted not in given.get(name, "")
    ]


def reflow(page: Page) -> list[str]:
    """Nothing is wider than the screen; one pixel is the design system's own rounding."""
    size = page.evaluate(
        "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    return [f"scrolls sideways: {size[0]} px wide on {size[1]}"] if size[0] > size[1] + 1 else []


def weight(html: str) -> list[str]:
    """A page stays light, however much there is to tell."""
    size = len(brotli.compress(html.encode(), quality=5))
    return [f"weighs {size} bytes, more than {HEAVIEST}"] if size > HEAVIEST else []


def route(url: str) -> str:
    """The address without what changes from case to case."""
    parts = urlsplit(url)
    asked = ",".join(sorted(parse_qs(parts.query)))
    return CHANGING.sub("*", parts.path) + (f"?{asked}" if asked else "")


def keep(html: str, url: str, screen: Screen) -> None:
    """Lay each kind of page into the folder PAGES, for a validator of one's own choice."""
    if folder := os.environ.get("PAGES"):
        name = re.sub(r"\W+", "-", route(url)).strip("-") or "home"
        number = len(list(Path(folder).glob(f"{name}.{screen.name}.*.html")))
        Path(folder, f"{name}.{screen.name}.{number}.html").write_text(html, encoding="utf-8")
