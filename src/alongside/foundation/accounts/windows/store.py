"""Sessions in our own table, which knows whose each is, so that anyone can see and end her own."""

from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from alongside.foundation.accounts.models import Window


class SessionStore(DatabaseStore):
    """Django's; named in the settings."""

    @classmethod
    def get_model_class(cls) -> type[Window]:
        return Window

    def create_model_instance(self, data: dict[str, Any]) -> Window:
        row = cast(Window, super().create_model_instance(data))
        row.user_id = data.get(SESSION_KEY)
        return row
