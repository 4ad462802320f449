"""A copy of the shipped packs that a test may break, and the sentence that it is answered with."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings

from alongside.foundation.packs.reading import read_pack
from alongside.foundation.packs.schema import PackError


class Shelf:
    """The shipped packs, one line of which can be changed."""

    def __init__(self, folder: Path):
        self.folder = folder

    def change(self, page: str, old: str, new: str, pack: str = "base") -> int:
        """Returns the number of the line that changed: the first, or the one marked with ¶."""
        path = self.folder / pack / page
        assert path.read_text().count(old) == 1, f"{page} holds this once: {old}"
        before = path.read_text().partition(old)[0] + new.rpartition("¶")[0]
        path.write_text(path.read_text().replace(old, new.replace("¶", "")))
        return before.count("\n") + 1

    def write(self, page: str, text: str, pack: str = "here") -> None:
        (self.folder / pack).mkdir(exist_ok=True)
        (self.folder / pack / page).write_text(text)

    def extend(self, **pages: str) -> None:
        """A pack `here` on top of the base."""
        head = "id: here\ntitle: Here\nversion: '1'\nlanguage: en\nchecked_on: 2026-11-22\n"
        self.write("pack.yaml", f"{head}extends: base\n")
        for page, text in pages.items():
            self.write(f"{page}.yaml", text)

    def read(self, name: str = "here"):
        return read_pack(self.folder, name)

    def refusal(self, name: str = "base") -> str:
        with pytest.raises(PackError) as refused:
            self.read(name)
        return str(refused.value)


@pytest.fixture
def shelf(tmp_path):
    shutil.copytree(settings.PACKS_DIR, tmp_path / "packs")
    return Shelf(tmp_path / "packs")
