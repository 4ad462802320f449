"""What most stories of the machine door need not wait for."""

import pytest

from alongside.exchange import limits


@pytest.fixture(autouse=True)
def a_quick_beat(request, monkeypatch):
    if not request.node.get_closest_marker("alone"):
        monkeypatch.setattr(limits, "BEAT", 0.001)
