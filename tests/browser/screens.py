"""The two screens every story is played on, and the browser they belong to."""

import shutil
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = (
    "No Chromium found: install your system's package (on Debian: apt-get install chromium), "
    "then run this again."
)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


@dataclass(frozen=True)
class Screen:
    name: str
    width: int
    height: int
    scripts: bool


SMALL = Screen("320-no-scripts", 320, 640, scripts=False)
WIDE = Screen("1280-scripts", 1280, 800, scripts=True)
SCREENS = {screen.name: screen for screen in (SMALL, WIDE)}


def launch(playwright: Playwright) -> Browser:
    """The system's own Chromium: nothing is downloaded for tests."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise RuntimeError(MISSING)
    return playwright.chromium.launch(executable_path=found, args=QUIET)


def window(browser: Browser, screen: Screen, *, scripts: bool | None = None) -> BrowserContext:
    """A window without a past: no cookies, no storage."""
    context = browser.new_context(
        viewport={"width": screen.width, "height": screen.height},
        java_script_enabled=screen.scripts if scripts is None else scripts,
        locale="en-GB",
        timezone_id="Europe/London",
        reduced_motion="reduce",
        service_workers="block",
    )
    context.set_default_timeout(10_000)
    return context
