"""The form over a contact point brings back what was told, by the clock of the place."""

import pytest

from alongside.casework.people.commands import add_contact_point
from alongside.casework.people.forms import SafeContactForm, as_it_stands

AFTERNOONS = [{"day": 1, "from": "02:30", "to": "16:00"}]


@pytest.mark.parametrize("pack", ["england-wales", "us-federal"])
def test_saved_again_as_it_stands_the_safe_times_stay(settings, sam, ada, pack):
    settings.PACK = pack
    told = {"kind": "mobile", "value": "07700 900142", "state": "safe", "windows": AFTERNOONS}
    point = add_contact_point(sam, **told, by=ada)
    shown = SafeContactForm(initial=as_it_stands(point), new=False)
    sent = {field.html_name: field.value() for field in shown}
    again = SafeContactForm(sent, new=False)
    assert again.is_valid(), again.errors
    assert again.values()["windows"] == AFTERNOONS
