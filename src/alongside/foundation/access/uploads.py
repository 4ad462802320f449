"""Who may send a file at all: it is refused before the first byte of it is held."""

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload

from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds


class OnlyFromStaff(MemoryFileUploadHandler):
    """Files stay in memory until they are sealed: nothing is written to a temporary folder.
    A stranger's file stops here, before the token of the form is looked at."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        user = getattr(self.request, "user", None)
        if user is None or not holds(user, Permission.REFERRAL_IMPORT):
            raise StopUpload(connection_reset=True)
        super().new_file(*args, **kwargs)
