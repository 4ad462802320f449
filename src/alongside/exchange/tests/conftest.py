"""What the stories of the machine door need not wait for."""

import pytest

from alongside.exchange import limits


@pytest.fixture(autouse=True)
def a_quick_beat(monkeypatch):
    monkeypatch.setattr(limits, "BEAT", 0.001)
