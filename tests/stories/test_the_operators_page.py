"""Every command of docs/operations.md, carried out in the order of an operator's first weeks."""

import re

import pytest

from alongside.casework.intake.tests.test_importing import GOOD, PLAN
from tests.harness.office import Installation
from tests.house.named import missing
from tests.house.test_operations import commands_told

pytestmark = pytest.mark.postgres
ON_ITS_FEET = "tests/stories/test_serving.py::test_web_and_worker_start_together_and_stop_together"
AGREED = "casework/erasures/tests/test_command_line.py::test_it_is_listed_agreed_to_and_done"
AGAIN = "casework/erasures/tests/test_command_line.py::test_an_old_backup_brings_nobody_back"
LIFTED = (
    "casework/erasures/tests/test_command_line.py::test_a_hold_is_lifted_in_a_house_of_one_hand"
)
CARRIED_OUT_ELSEWHERE = {
    ("serve",): ON_ITS_FEET,
    ("worker",): "tests/stories/test_serving.py::test_what_a_killed_worker_held_is_done_by_another",
    ("start",): "tests/stories/test_starting.py::test_a_port_in_use",
    ("erase", "agree"): AGREED,
    ("erase", "again"): AGAIN,
    ("hold", "lift"): LIFTED,
    ("outsider", "agree"): "casework/intake/beyond/tests/test_beyond.py::"
    "test_whoever_keeps_the_machine_may_agree_to_an_outsider",
    ("outsider", "sheet"): "organisation/workforce/outsiders/tests/test_outsiders.py::"
    "test_where_one_invited_everybody_the_keeper_of_the_machine_makes_the_sheet",
    ("wall", "lift"): "casework/walls/tests/test_walls.py::"
    "test_where_nobody_else_leads_the_keeper_of_the_machine_is_the_second_person",
    ("user", "agree"): "organisation/workforce/tests/test_staff_page.py::"
    "test_whoever_keeps_the_machine_may_be_the_second_person",
}
# Whoever has just been invited by one hand is not let in anew by the same hand.
REFUSED = "The same person may not renew both password and second step within a week."
WEEKS = [
    ("setup", "Keys and databases are in order."),
    ("user invite you@example.org --name Otto --role administrator", "/invitation/"),
    ("user invite ada@example.org --name Ada --role support_worker", "/invitation/"),
    ("user second-role ada@example.org administrator", "acts in one role at a time"),
    ("user list", "ada@example.org"),
    ("team add Northgate --supervisor you@example.org", "supervised by Otto"),
    ("team join ada@example.org Northgate", "Ada belongs to Northgate"),
    ("user link ada@example.org", "/invitation/"),
    ("user reset you@example.org --reason 'He came by; his phone was stolen.'", REFUSED),
    ("import referrals {shelf}/feed.csv --map {shelf}/map.yaml --dry-run", "2 rows"),
    ("import referrals {shelf}/feed.csv --map {shelf}/map.yaml", "taken"),
    ("outsider waiting", "No referral waits for the outsider."),
    ("audit verify", "The trail is whole"),
    ("audit checkpoint", "Checkpoint"),
    ("recovery-key", "Share 3 of 3"),
    ("rewrap", "the old one is destroyed"),
    ("rewrap --begin", "The key file holds the new key too."),
    ("backup {shelf}", "rows"),
    ("rewrap", "the old one is destroyed"),
    ("restore --check {backup}", "The backup is whole"),
    ("index rebuild", "People who can be found: 2."),
    ("index check", "The index says what the file says."),
    ("doubles", "New pairs that may be one person: 0."),
    ("doctor", "everybody who is here can be found"),
    ("erase list", "No erasure is under way."),
    ("erase finish", "0 completed"),
    ("hold list", "Nobody asks to lift a hold."),
    ("wall list", "Nobody asks to lift a wall."),
    ("user end ada@example.org", ""),
]
IN_AN_EMPTY_PLACE = [
    ("restore {backup} --erased {list}", "keys were destroyed again, by the list of"),
]
FOR_A_FIRST_LOOK = [("demo", "The demo organisation is there.")]
SHARE = re.compile(r"^(?:[A-Z2-7]{4}-){18}[A-Z2-7]{4}$", re.M)


class Operator:
    """Types what the page says, and keeps the shares that are printed once."""

    def __init__(self, shelf):
        self.shelf, self.shares, self.typed = shelf, [], set()

    def carries_out(self, steps, *, at):
        for line, hears in steps:
            words = re.findall(r"'[^']*'|\S+", self._filled_in(line))
            does = at.refuses if hears == REFUSED else at.runs
            said = does(*(word.strip("'") for word in words), typed="\n".join(self.shares))
            assert hears in said, line
            self.shares = self.shares or SHARE.findall(said)[:2]
            self.typed.add(line)

    def typed_one_of(self, words):
        return any(line.startswith(words) for line in self.typed)

    def _filled_in(self, line):
        backup = next(self.shelf.glob("*.backup"), "")
        kept = self.shelf / "home" / "checkpoints" / "erasures.list"
        return line.format(shelf=self.shelf, backup=backup, list=kept)


def test_what_is_carried_out_elsewhere_is():
    assert not [fault for pointer in CARRIED_OUT_ELSEWHERE.values() if (fault := missing(pointer))]


def test_every_command_of_the_page_does_what_it_says(tmp_path):
    operator = Operator(tmp_path)
    (tmp_path / "feed.csv").write_text(GOOD)
    (tmp_path / "map.yaml").write_text(PLAN)
    operator.carries_out(WEEKS, at=Installation(tmp_path / "home"))
    operator.carries_out(IN_AN_EMPTY_PLACE, at=Installation(tmp_path / "elsewhere"))
    operator.carries_out(FOR_A_FIRST_LOOK, at=Installation(tmp_path / "look", ALONGSIDE_DEMO="yes"))
    told = {" ".join(words) for words in set(commands_told()) - set(CARRIED_OUT_ELSEWHERE)}
    left_out = {words for words in told if not operator.typed_one_of(words)}
    assert not left_out, f"the page names what this story does not carry out: {left_out}"
