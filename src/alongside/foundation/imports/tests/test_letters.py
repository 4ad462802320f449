"""Names with letters beyond English arrive as they were written, or somebody is asked."""

import pytest

from alongside.foundation.imports.letters import letters_of
from alongside.foundation.imports.sources import Source
from alongside.foundation.imports.tables import read_table

WEST = ["Zoë", "Müller", "François", "Núñez"]
NAMES = {
    "cp1252": WEST,
    "cp1250": ["Łukasz", "Wałęsa", "Żółć", "Świątek", "Małgorzata"],
    "cp1251": ["Иванов", "Мария Петрова", "Наташа"],
    "cp1253": ["Παπαδόπουλος", "Ελένη"],
}


def csv_of(names):
    return "ref;name\n" + "".join(f"{n};{name}\n" for n, name in enumerate(names))


def told(content):
    return letters_of(Source("feed.csv", content))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_what_bytes_tell_is_not_asked(encoding):
    content = csv_of(WEST).encode(encoding)
    assert not told(content).others
    assert [row.named["name"] for row in read_table(Source("feed.csv", content)).rows()] == WEST


@pytest.mark.parametrize("encoding", NAMES)
def test_the_likeliest_is_taken_and_the_others_are_offered(encoding):
    letters = told(csv_of(NAMES[encoding]).encode(encoding))
    assert letters.encoding == encoding and letters.others


def test_western_of_another_kind_can_be_chosen():
    content = csv_of(["Šimon", "Žofia"]).encode("iso8859-15")
    assert "iso8859_15" in told(content).others
    table = read_table(Source("feed.csv", content), encoding="iso8859_15")
    assert [row.named["name"] for row in table.rows()] == ["Šimon", "Žofia"]
