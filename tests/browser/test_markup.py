"""The check of every page finds what it is there to find, and passes a page that is right."""

import pytest

from tests.browser.markup import faults

PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sam</title></head>'
    "<body><h2>Menu</h2><main><h1>Sam</h1>{}</main></body></html>"
)
RIGHT = """
<h2>Contacts</h2><h3>Today</h3>
<form><fieldset><legend>Reached?</legend>
<label for="yes">Yes</label><input id="yes" type="radio" aria-describedby="hint"></fieldset>
<p id="hint">As she said it</p><label>Note <textarea></textarea></label><button>Save</button></form>
<dl><div><dt>Name</dt><dd><p>Sam</p></dd></div></dl><a href="#yes"><div>Whole card</div></a>
<table><caption>Calls</caption><thead><tr><th>Day</th></tr></thead></table><img src="/a" alt="">
"""
WRONG = {
    "unexpected-end-tag": "<p>a<div>b</div></p>",
    "2 elements have the id": '<p id="a"></p><p id="a"></p>',
    "points at 'none'": '<p aria-describedby="none">a</p>',
    "a link points at #none": '<a href="#none">a</a>',
    "takes none": '<label for="a">A</label><p id="a"></p>',
    "has no label": '<input name="a">',
    "stands inside <a>": '<a href="/"><button>b</button></a>',
    "several fields": "<label>a <input><input></label>",
    "2 first-level headings": "<h1>Again</h1>",
    "of level 3 after level 1": "<h3>Deep</h3>",
    "an empty heading": "<h2> </h2>",
    "directly inside <ul>": "<ul><p>a</p></ul>",
    "<div> stands inside <span>": "<span><div>a</div></span>",
    "has no alt": '<img src="/a">',
    "style= written into it": '<p style="color:red">a</p>',
    "onclick= written into it": '<p onclick="a()">a</p>',
    "a script is written": "<script>a()</script>",
    "is fetched from": '<img alt="" src="https://example.org/a.png">',
}


def test_a_page_that_is_right_passes():
    assert faults(PAGE.format(RIGHT)) == []


@pytest.mark.parametrize("fault", WRONG)
def test_a_fault_is_found(fault):
    assert fault in "\n".join(faults(PAGE.format(WRONG[fault])))


def test_a_page_says_its_language_and_title():
    found = faults("<!doctype html><html><head></head><body><h1>Sam</h1></body></html>")
    assert found == ["the page says no language", "the page has no title"]
