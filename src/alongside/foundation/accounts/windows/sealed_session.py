"""Sessions hold secrets (a half-made second factor, say), so they are sealed in the database."""

import json
from typing import Any

from alongside.foundation.vault.sealed import Tampered
from alongside.foundation.vault.words import open_bytes, seal_bytes

PURPOSE = "session"


class SealedSerializer:
    """JSON under the organisation's key. A session that cannot be read is an empty one."""

    def dumps(self, session: dict[str, Any]) -> bytes:
        return seal_bytes(json.dumps(session).encode(), purpose=PURPOSE)

    def loads(self, sealed: bytes) -> dict[str, Any]:
        try:
            return json.loads(open_bytes(sealed, purpose=PURPOSE))
        except (Tampered, ValueError):
            return {}
