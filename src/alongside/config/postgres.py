"""How a PostgreSQL database is reached: by its address, with what this program needs of it."""

from typing import Any

import dj_database_url

# What is read again and again lies in memory, or on a disk without a head that moves. At the 4 that
# PostgreSQL assumes it reads all cases there are rather than look up a thousand by their ids.
PLANNED_FOR = "-c random_page_cost=1.1"
# Given up soon, it is tried anew by whoever asks next; left to itself, it waits longer each time.
POOL = {"min_size": 1, "max_size": 8, "timeout": 5, "reconnect_timeout": 2}


def reached_by(url: str) -> dict[str, Any]:
    """For `DATABASES`. What stands behind the question mark of the address (`sslmode`, say) holds,
    and before what is set here. A connection is tried before it is used, so that a server that came
    back is noticed at once; and while it is away nobody waits for long."""
    told: dict[str, Any] = {**dj_database_url.parse(url)}
    asked = told.get("OPTIONS", {})
    ours = {"pool": dict(POOL), "connect_timeout": 5}
    planned = f"{PLANNED_FOR} {asked.get('options', '')}".strip()
    options = {**ours, **asked, "options": planned}
    return {**told, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}
