"""What weighs most asks for the second step once more."""

import pytest
from django.urls import resolve, reverse

WEIGHS_MOST = {
    "insight:save": [],
    "walls:emergency": [],
    "intake:by-code": [],
    "walls:answer": ["00000000-0000-0000-0000-000000000000"],
    "walls:open_to": ["00000000-0000-0000-0000-000000000000"],
    "workforce:invite": [],
    "workforce:waiting": [],
    "workforce:organisation": [],
    "workforce:duty": [],
    "asking:field": ["referral", "postcode"],
    "asking:words": ["crime"],
    "workforce:sign-in": [],
    "openings:budgets": [],
    "workforce:outsiders": [],
    "workforce:sheet": ["00000000-0000-0000-0000-000000000000"],
    "workforce:outsider-end": ["00000000-0000-0000-0000-000000000000"],
    "workforce:new-link": ["00000000-0000-0000-0000-000000000000"],
    "workforce:reset": ["00000000-0000-0000-0000-000000000000"],
    "exchange:keys": [],
    "exchange:revoke": ["00000000-0000-0000-0000-000000000000"],
    "passkey-add": [],
    "passkey-remove": [1],
    "second-factor-anew": [],
    "recovery-codes-new": [],
}


@pytest.mark.parametrize("page", WEIGHS_MOST)
def test_it_is_asked_for_what_weighs_most(page):
    view = resolve(reverse(page, args=WEIGHS_MOST[page])).func
    assert getattr(view, "steps_up", False)
