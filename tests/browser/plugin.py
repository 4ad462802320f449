"""Fixtures for stories: `visitor` opens windows, `walk` is one, `page` is Playwright's own."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.test import Client
from django.test.testcases import LiveServerThread
from django.test.utils import override_settings
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.inspection import Inspection
from tests.browser.keyboard import KeyboardWalk
from tests.browser.screens import SCREENS, Screen, launch, window
from tests.browser.walk import Walk

Visitor = Callable[..., Walk]


@pytest.hookimpl(tryfirst=True)  # before -m chooses, and before pytest-django puts tests in order
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "screen" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True, databases="__all__"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, started once."""
    # Playwright keeps an event loop in this thread; the database is still used without one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def inspection(browser: Browser) -> Inspection:
    return Inspection(browser)


@pytest.fixture(params=SCREENS)
def screen(request: pytest.FixtureRequest) -> Screen:
    """Each story runs on both; one only: parametrize("screen", ["1280-scripts"], indirect=True)."""
    return SCREENS[request.param]


@pytest.fixture(scope="session", autouse=True)
def gathered_static_files() -> None:
    """Hashed and compressed, as they are served to everybody; every page names them."""
    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture
def address(transactional_db: None) -> Iterator[str]:
    """The product, served by a thread of this process: its clock is the test's clock."""
    thread = LiveServerThread("localhost", static_handler=lambda media: WSGIHandler())
    thread.daemon = True
    with override_settings(ALLOWED_HOSTS=["localhost"]):
        thread.start()
        thread.is_ready.wait()
        if thread.error:
            raise thread.error
        yield f"http://localhost:{thread.port}"
        thread.terminate()


@pytest.fixture
def visitor(inspection: Inspection, address: str, screen: Screen) -> Iterator[Visitor]:
    """Opens a window for one person: visitor(), visitor(as_ada), visitor(as_ada, keyboard=True)."""
    with ExitStack() as evening:

        def comes(client: Client | None = None, *, keyboard: bool = False) -> Walk:
            walk = (KeyboardWalk if keyboard else Walk)(inspection, address, screen)
            evening.callback(walk.leaves)
            return walk.comes_in_as(client) if client else walk

        yield comes


@pytest.fixture
def walk(visitor: Visitor) -> Walk:
    return visitor()


@pytest.fixture
def page(browser: Browser, address: str, screen: Screen) -> Iterator[Page]:
    """Playwright's page as it is, without inspection, for what the words of Walk do not say."""
    context = window(browser, screen)
    context.set_default_navigation_timeout(15_000)
    yield context.new_page()
    context.close()
