"""Who works in the houses of the benchmark: ten in a team, and one who leads it."""

from alongside.foundation.accounts.commands import add_user
from alongside.foundation.accounts.models import User
from alongside.organisation.workforce.commands import add_team, join_team

BLOCK = 100  # people of one worker
TEAM = 10  # workers with one supervisor


def hire(n: int, operator: User) -> User:
    """The worker of this number, in her team; with the first of each ten comes who leads them."""
    name = f"Worker {n:04}"
    user = add_user(
        email=f"worker-{n:04}@bench.example", name=name, role="support_worker", by=operator
    )
    if n % TEAM == 0:
        lead = add_user(
            email=f"senior-{n:04}@bench.example", name=name, role="senior_worker", by=operator
        )
        team = add_team(f"Team {n // TEAM:03}", supervisor=lead, by=operator)
    else:
        team = User.objects.get(email=f"worker-{n - n % TEAM:04}@bench.example").membership.team
    join_team(user, team, by=operator)
    return user
