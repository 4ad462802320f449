"""Draw docs/permissions.md anew: `make permissions`."""

import os
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1])]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")

from alongside.config.setup import wake  # noqa: E402 - after the settings are named

wake()

from tests.harness.permissions import write  # noqa: E402 - after the models are loaded

write()
