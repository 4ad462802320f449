"""What others made asks nothing of the network, and carries no licensed typeface."""

from pathlib import Path

import pytest

import alongside.foundation.ui

STATIC = Path(alongside.foundation.ui.__file__).parent / "static" / "ui"
TEXTS = [path for path in STATIC.rglob("*") if path.suffix in {".css", ".js"}]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_nothing_is_fetched_from_elsewhere(path):
    text = path.read_text()
    for forbidden in ("sourceMappingURL", "GDS Transport", "url(http", "url(//", "@import"):
        assert forbidden not in text


def test_every_vendored_folder_says_whose_it_is():
    told = (STATIC / "vendor" / "VENDORED.md").read_text()
    for folder in (path for path in (STATIC / "vendor").iterdir() if path.is_dir()):
        assert f"{folder.name}/" in told and (folder / "LICENSE.txt").exists()
