"""Two people stand here with two records each. One asks to be erased; then the machine is lost."""

from shutil import copy

import pytest

from tests.harness.office import Installation
from tests.stories.test_backup import SHARE, elsewhere
from tests.stories.test_restore import program

pytestmark = pytest.mark.postgres
LIVES = """
from alongside.config.setup import wake
wake()
from alongside.casework.people.commands import add_contact_point, add_person
from alongside.casework.people.merging.commands import lead_anew
from alongside.casework.people.models import Merge
from alongside.foundation.accounts.commands import add_user, the_operator
from alongside.foundation.clock import now
operator = the_operator()
for name, role in (("Maja", "manager"), ("Mona", "senior_worker")):
    add_user(email=f"{name}@example.org", name=name, role=role, by=operator)
for name in ("Sam", "Rana"):
    pair = [add_person(known_as=f"{name} {n}", family_name=name, by=operator) for n in (1, 2)]
    for person in pair:
        add_contact_point(person, kind="mobile", value="07700 900142", by=operator)
    one, two = sorted(pair, key=lambda person: person.pk)
    done = {"proposed_by": operator, "confirmed_by": operator, "confirmed_at": now()}
    Merge.objects.create(person=one, other=two, reason=f"{name} said so.", **done)
    lead_anew([one.pk, two.pk], by=operator)
"""
ERASE = """
from alongside.config.setup import wake
wake()
from alongside.casework.erasures.carrying import carry_out_everywhere
from alongside.casework.erasures.commands import agree_to_erasure, order_erasure
from alongside.casework.keeping.models import Erasure
from alongside.casework.people.models import Person
from alongside.foundation.accounts.models import User
maja, mona = (User.objects.get(name=name) for name in ("Maja", "Mona"))
sam = next(person for person in Person.objects.all() if person.family_name == "Sam")
order_erasure(sam, case=None, ground="asked", by=maja)
for order in Erasure.objects.all():
    agree_to_erasure(order, by=mona)
assert carry_out_everywhere(order, by=mona).completed_at
"""
OPENS = """
from alongside.config.setup import wake
wake()
from alongside.casework.people.merging.points import points_of_all
from alongside.casework.people.merging.together import together
from alongside.casework.people.models import Merge, Person
from alongside.foundation.vault.ring import KeyGone
for person in Person.objects.order_by("added_at"):
    try:
        name = person.known_as.replace(" ", "")
    except KeyGone:
        name = "gone"
    points = points_of_all([person]).get(person.pk, [])
    print(name, len(together(person)), sum(len(point.everywhere) for point in points))
print([merge.reason for merge in Merge.objects.all()])
"""


def test_whoever_has_two_records_has_them_again_and_whoever_was_erased_has_neither(tmp_path):
    office = Installation(tmp_path / "office", ALONGSIDE_DEMO="yes")
    office.runs("setup")
    program(office, LIVES)
    shares = SHARE.findall(office.runs("recovery-key"))
    office.runs("backup", str(tmp_path))
    (backup,) = tmp_path.glob("*.backup")
    before = ["Sam1", "2", "2", "Sam2", "2", "2", "Rana1", "2", "2", "Rana2", "2", "2"]
    assert program(office, OPENS)[:12] == before
    program(office, ERASE)
    after = ["gone", "1", "0", "gone", "1", "0", *before[6:], "['Rana", "said", "so.']"]
    assert program(office, OPENS) == after
    kept = copy(office.home / "checkpoints" / "erasures.list", tmp_path / "erasures.list")
    other = elsewhere(tmp_path / "new")
    typed = f"{shares[0]}\n{shares[1]}\n"
    said = other.runs("restore", str(backup), "--erased", kept, typed=typed)
    assert "Restored and equal" in said and "keys were destroyed again" in said
    assert program(other, OPENS) == after
    other.runs("index", "check")
    other.runs("rewrap")
    assert program(other, OPENS) == after
