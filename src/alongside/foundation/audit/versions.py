"""Two people edit one row: the second learns of it instead of overwriting the first."""

from django.db.models import Model


class ChangedMeanwhile(Exception):
    """Somebody saved this row after it was read; nothing was overwritten."""


def claim_version(row: Model, version: int) -> None:
    """Within a command: go on only if the row is still the version that was read."""
    as_read = type(row)._default_manager.filter(pk=row.pk, version=version)
    if not as_read.update(version=version + 1):
        raise ChangedMeanwhile
    row.version = version + 1  # type: ignore[attr-defined]
