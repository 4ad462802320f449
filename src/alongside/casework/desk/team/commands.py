"""The organisation says what counts first when somebody is proposed for a case."""

from collections.abc import Sequence

from alongside.casework.desk.team.models import GroundPlace
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.trail import command


@command("proposing.ordered")
def order_grounds(grounds: Sequence[str], *, by: User) -> list[GroundPlace]:
    """From now on for every case."""
    GroundPlace.objects.all().delete()
    placed = [GroundPlace(ground=ground, place=place) for place, ground in enumerate(grounds)]
    return GroundPlace.objects.bulk_create(placed)
