"""A house in which every address leads somewhere, and the way to each."""

from types import SimpleNamespace

from django.urls import reverse

from alongside.casework.cases.commands import open_case
from alongside.casework.intake.arrivals import Arrival
from alongside.casework.intake.commands import receive_referral
from alongside.casework.people.commands import add_person
from alongside.foundation.vault.organisation import check_key
from tests.harness.permissions import Row
from tests.house.examples import ARRIVAL, EXAMPLES, House

HELP = (
    "If the page is new or its door was changed on purpose: run `make permissions`, read what "
    "changed in docs/permissions.md, and commit it. If whoever is let in is answered otherwise "
    "than 200, write that answer into one cell of a role that is let in and draw it again. A new "
    "<word> in an address wants an example in tests/house/examples.py."
)


def one_of_each(case, **people) -> House:
    """This case, with one thing of every kind; and a case and a referral out of sight."""
    check_key()
    house = SimpleNamespace(case=case, **people)
    house.ids = {name: make(house) for name, make in EXAMPLES.items()}
    elsewhere = add_person(known_as="Gwen", by=house.mona)
    house.foreign = {"case": open_case(elsewhere, by=house.mona).pk}
    hidden = receive_referral(Arrival({"known_as": "Lou"}, [], ARRIVAL), by=house.ada)
    house.foreign["referral"] = hidden.pk
    house.hidden = hidden.person
    return house


def path_to(row: Row, house: House, *, foreign: bool = False) -> str:
    """Its address here; `foreign`: of a case or referral out of sight."""
    space = row.name.rpartition(":")[0]
    ids = {word: house.ids.get(f"{space}:{word}", house.ids.get(word)) for word in row.names}
    assert None not in ids.values(), f"{row.name}: {HELP}"
    if foreign:
        ids |= {word: house.foreign[word] for word in row.names if word in house.foreign}
    return reverse(row.name, args=[ids[word] for word in row.names])
