"""The inspection finds what it is there to find, on both screens."""

from urllib.parse import urlsplit

from tests.browser import inspection as inspecting


def test_a_fault_of_a_page_is_found_behind_glass_too(visitor, as_ada, inspection, screen):
    ada = visitor(as_ada).goes_to("/today/")
    html = ada.page.content()
    sound = inspection._behind_glass(ada.page.url, html, screen)
    assert not inspecting.violations(sound, inspecting.OPTIONS) and not inspecting.reflow(sound)
    assert sound.evaluate("() => [...document.styleSheets].every(sheet => sheet.cssRules.length)")

    faulty = html.replace(
        "</main>", "<img src='/x.png'><svg width='2000' height='1' aria-hidden='true'></svg></main>"
    )
    shown = inspection._behind_glass(ada.page.url, faulty, screen)
    assert {each["id"] for each in inspecting.violations(shown, inspecting.OPTIONS)} == {
        "image-alt"
    }
    assert inspecting.reflow(shown)
    assert urlsplit(shown.url).netloc == urlsplit(ada.page.url).netloc
