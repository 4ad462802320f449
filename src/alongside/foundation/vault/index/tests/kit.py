"""An index in a test: owners with keys, and a plain model of what has to be found."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from alongside.foundation.vault.index.finding import Clues, find
from alongside.foundation.vault.index.recent import Recent, memory
from alongside.foundation.vault.index.writing import Entered, enter_many
from alongside.foundation.vault.keys import cut_key_for

EVERYBODY = 1_000_000


@dataclass
class Owner:
    """Somebody with a key of their own."""

    pk: UUID
    key_id: UUID | None = None


def an_owner():
    owner = Owner(uuid4())
    cut_key_for(owner)
    return owner


def entered(*words, owner=None, **card):
    owner = owner or an_owner()
    enter_many([Entered(owner.pk, words, card, owner.key_id)])
    return owner


def found(*words, must=(), **told) -> set[UUID]:
    clues = Clues(frozenset(words), tuple(frozenset(some) for some in must))
    told = {"limit": EVERYBODY, "budget": EVERYBODY} | told
    return {one.owner for one in find(clues, **told)}


def as_another_process():
    memory.recent = Recent(0, 0)
