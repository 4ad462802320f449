"""Sessions in our own table, which knows whose each is, so that anyone can see and end her own."""

from copy import deepcopy
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import transaction

from alongside.foundation.accounts.models import Window

GONE = object()


class SessionStore(DatabaseStore):
    """Django's; named in the settings. Django's writes the whole session as it read it, so a page
    that was on its way while its reader locked the screen would open it again. Here each request
    writes only what it changed itself."""

    _read: dict[str, Any] | None = None

    @classmethod
    def get_model_class(cls) -> type[Window]:
        return Window

    def load(self) -> dict[str, Any]:
        read = super().load()
        self._read = deepcopy(read)
        return read

    def save(self, must_create: bool = False) -> None:
        if must_create or self.session_key is None or self._read is None:
            super().save(must_create)
        else:
            with transaction.atomic():
                self._take_over_what_others_changed()
                super().save()
        self._read = deepcopy(dict(self.items()))

    def _take_over_what_others_changed(self):
        row = Window.objects.select_for_update().filter(pk=self.session_key).first()
        if row is not None:
            meanwhile = self.decode(row.session_data)
            self._session_cache = _changed(self._read, dict(self.items()), onto=meanwhile)

    def create_model_instance(self, data: dict[str, Any]) -> Window:
        row = cast(Window, super().create_model_instance(data))
        row.user_id = data.get(SESSION_KEY)
        return row


def _changed(before, after, *, onto):
    changed = {key for key in before | after if before.get(key, GONE) != after.get(key, GONE)}
    kept = {key: value for key, value in onto.items() if key not in changed}
    return kept | {key: after[key] for key in changed if key in after}
