"""What is kept of a key: sealed as the secrets of the app that shows codes are."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from fido2.webauthn import AttestedCredentialData

from alongside.foundation.accounts.adapters import SECRET
from alongside.foundation.vault.sealed import Swapped
from alongside.foundation.vault.words import open_words, seal_words


@dataclass(frozen=True)
class Passkey:
    """One key of one member of staff, by the name she gave it."""

    row: int
    name: str
    credential: AttestedCredentialData
    count: int  # how often it was used, as it counts itself; many never count
    alone: bool  # found and verified by itself, it signs in without a password
    roaming: bool  # carried about, not built into one computer
    added_at: datetime
    used_at: datetime | None


def opened(row: Authenticator) -> Passkey:
    """Raises Swapped where the row was put to another's name."""
    told = json.loads(open_words(row.data["sealed"], purpose=SECRET))
    if told["user"] != str(row.user_id):
        raise Swapped("passkey")
    credential = AttestedCredentialData(bytes.fromhex(told["credential"]))
    return Passkey(
        row=row.pk,
        name=told["name"],
        credential=credential,
        count=told["count"],
        alone=told["alone"],
        roaming=told["roaming"],
        added_at=row.created_at,
        used_at=row.last_used_at,
    )


def sealed(row: Authenticator, **told: Any) -> dict[str, str]:
    """For the row's `data`; what is not told anew stays."""
    kept = json.loads(open_words(row.data["sealed"], purpose=SECRET)) if row.data else {}
    words = json.dumps({**kept, **told, "user": str(row.user_id)})
    return {"sealed": seal_words(words, purpose=SECRET)}
