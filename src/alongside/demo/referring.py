"""How the demo's people came: a referral is received, and decided about or left waiting."""

from datetime import date, time
from typing import Any

from alongside.casework.intake.commands import Arrival, decline_referral, receive_referral
from alongside.casework.intake.models import Referral
from alongside.demo.house import House
from alongside.demo.local import is_landline
from alongside.demo.past import ONE_DAY, on, working_days_ago
from alongside.demo.stories import Story, facts_of
from alongside.foundation.accounts.models import User
from alongside.foundation.packs.calendar import add_working_days

PERSON = (
    *("known_as", "given_names", "family_name", "pronouns", "languages"),
    *("address", "postcode", "address_class"),
    *("spellings", "reads", "interpreter", "interpreter_plan", "interpreter_avoid"),
)
REFERRAL = ("danger", "crime", "sender", "happened", "safety_word")
BY_PHONE = ("self", "phone")
NOON = time(12)


def refer(story: Story, house: House, *, received: date, at: time, lead: User) -> Referral:
    """On that day, by the helpline or by whoever leads the team."""
    by = house.staff["hamid"] if story["came"] in BY_PHONE else lead
    person = facts_of(story, *PERSON, birth_date="born")
    referral = facts_of(story, *REFERRAL, source="came")
    happened = house.present_day - story.get("crime_days", 0) * ONE_DAY
    referral["crime_on"] = happened if story["crime"] else None
    with on(received, at):
        return receive_referral(Arrival(person, _points(story), referral), by=by)


def leave_waiting(story: Story, house: House) -> Referral:
    """Received some working days ago, and nobody has decided yet."""
    received, at = working_days_ago(story["received"]), time(story["hour"], 20)
    return refer(story, house, received=received, at=at, lead=house.staff["mona"])


def turn_down(story: Story, house: House) -> Referral:
    """Declined the next working day, with a word on who can help instead."""
    referral = leave_waiting(story, house)
    facts = facts_of(story, "signposted_to", reason="decline_reason")
    with on(add_working_days(referral.received_at.date(), 1), NOON):
        return decline_referral(referral, by=house.staff["mona"], **facts)


def _points(story: Story) -> list[dict[str, Any]]:
    """As they arrive: nobody has asked the person yet."""
    if "point" in story:
        kind = "landline" if is_landline(story["point"]) else "mobile"
        return [{"kind": kind, "value": story["point"]}]
    unknown = {"state": "unknown"}
    return [
        facts_of(point, "kind", "value", "whose")
        | (unknown if point.get("state") == "unknown" else {})
        for point in story["points"]
    ]
