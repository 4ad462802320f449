"""Who may send a file at all, and how it arrives: sealed piece by piece, never whole in memory."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.roles import holds
from alongside.foundation.vault.passing import Passing


class Arrived(UploadedFile):
    """A file that lies sealed until this request is over."""

    def __init__(self, sealed: Passing, name: str):
        super().__init__(file=sealed.open(), name=name, size=sealed.size)
        self.sealed = sealed

    def close(self) -> None:
        super().close()
        self.sealed.close()


class OnlyFromStaff(FileUploadHandler):
    """What arrives is sealed at once. A stranger's file is refused before the first byte of it is
    held, and before the token of the form is looked at."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        user = getattr(self.request, "user", None)
        if user is None or not holds(user, Permission.REFERRAL_IMPORT):
            raise StopUpload(connection_reset=True)
        super().new_file(*args, **kwargs)
        self.file = (
            Passing()
        )  # by this name Django finds it, to close it where an upload is stopped

    def upload_interrupted(self) -> None:
        self.file.close()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> Arrived:
        self.file.finish()
        return Arrived(self.file, self.file_name or "")
