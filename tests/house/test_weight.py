"""What a first visit fetches beside the page itself stays small enough for a weak signal."""

from pathlib import Path

import brotli
import pytest

from tests.browser.inspection import HEAVIEST, weight

STATIC = Path(__file__).parents[2] / "src" / "alongside" / "foundation" / "ui" / "static" / "ui"
BUDGETS = {  # bytes as they travel: style sheets and scripts compressed, fonts as they are
    "css": (["css/*.css"], 9_000),
    "vendored css and scripts": (["vendor/govuk/*.css", "vendor/govuk/*.js"], 24_000),
    "scripts": (["js/*.js"], 4_000),
    "fonts": (["vendor/fonts/*-latin-[47]*.woff2"], 26_000),
}


def travelling(path):
    raw = path.read_bytes()
    return len(raw if path.suffix == ".woff2" else brotli.compress(raw))


@pytest.mark.parametrize("kind", BUDGETS)
def test_each_kind_of_file_keeps_its_budget(kind):
    globs, budget = BUDGETS[kind]
    files = [path for pattern in globs for path in STATIC.glob(pattern)]
    assert files and sum(map(travelling, files)) <= budget


def test_a_heavy_page_would_be_noticed():
    incompressible = "".join(chr(0x4E00 + (n * 7919) % 20_000) for n in range(HEAVIEST))
    assert weight(incompressible) and not weight("<p>A short page.</p>")
