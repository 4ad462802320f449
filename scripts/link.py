"""Makes the checkout itself runnable from its virtual environment, as an editable install would."""

import sys
import sysconfig
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# The shell's way round spaces in a folder's name and the short limit of a #! line.
SCRIPT = """#!/bin/sh
'''exec' "{python}" "$0" "$@"
' '''
import sys

from {module} import {function}

sys.exit({function}())
"""


def link() -> None:
    """A path file for the source, and a command for each script that pyproject.toml names."""
    site_packages = Path(sysconfig.get_path("purelib"))
    (site_packages / "alongside.pth").write_text(f"{ROOT / 'src'}\n")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for name, target in project["scripts"].items():
        module, function = target.split(":")
        command = Path(sysconfig.get_path("scripts")) / name
        command.write_text(SCRIPT.format(python=sys.executable, module=module, function=function))
        command.chmod(0o755)


if __name__ == "__main__":
    link()
