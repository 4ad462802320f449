"""A worker types into the box and presses Enter: the whole page, of people of the whole house."""

from dataclasses import dataclass

from bench.typed import KINDS, Kind, typed_about


@dataclass(frozen=True)
class Search:
    """One way of asking, each time about somebody else."""

    kind: Kind
    WHO: str = "worker"
    ANSWERS: int = 200

    @property
    def TITLE(self):  # noqa: N802 - as the other questions say theirs
        return f"search: {self.kind.title}"

    def requests(self, world):
        for _who, words in typed_about(self.kind, world.people):
            yield "/find/", {"find": words}


ALL = tuple(Search(kind) for kind in KINDS)
