"""Writes docs/sbom.cdx.json: every part that others made, by version and licence (CycloneDX)."""

import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from uuid import UUID

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements" / "base.txt"
VENDORED = ROOT / "src/alongside/foundation/ui/static/ui/vendor/VENDORED.md"
LIST = ROOT / "docs" / "sbom.cdx.json"
LONGEST_LICENCE = 60  # some packages put the whole text where a name is asked for
SAME_EVERY_TIME = UUID("5f2f3d3e-6a1d-4c1e-9d64-0f6d3f0b5a10")


def locked() -> Iterator[Component]:
    """The packages that `scripts/install base` installs; the lock binds each to its digests."""
    for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", LOCK.read_text(), re.MULTILINE):
        yield _component(name, version, PackageURL("pypi", None, name, version), _licence_of(name))


def vendored() -> Iterator[Component]:
    """The front-end files that lie in the source, from the table beside them."""
    for row in VENDORED.read_text().splitlines():
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        if len(cells) == 4 and cells[2][:1].isdigit():
            package = cells[1].split()[-1].removeprefix("from ")
            group, _, name = package.rpartition("/")
            url = PackageURL("npm", group or None, name, cells[2])
            yield _component(package, cells[2], url, re.split("[,;]", cells[3])[0])


def _component(name, version, url, licence):
    known = [LicenseFactory().make_from_string(licence)] if licence else []
    return Component(
        name=name,
        version=version,
        type=ComponentType.LIBRARY,
        bom_ref=str(url),
        purl=url,
        licenses=known,
    )


def _licence_of(name):
    try:
        told = metadata(name)
    except PackageNotFoundError:  # a part for another system or version of Python
        return ""
    short = told.get("License-Expression") or told.get("License") or ""
    classes = [line for line in told.get_all("Classifier", []) if line.startswith("License ::")]
    if short and len(short) < LONGEST_LICENCE:
        return short
    return classes[0].rsplit(" :: ", 1)[-1] if classes else ""


def listed() -> str:
    """The list as it should be now; the same for the same locks and the same licences."""
    whole = Component(name="alongside", type=ComponentType.APPLICATION, bom_ref="alongside")
    parts = [*locked(), *vendored()]
    bom = Bom(components=parts, serial_number=SAME_EVERY_TIME)
    bom.metadata.component = whole
    bom.register_dependency(whole, parts)
    told = json.loads(JsonV1Dot6(bom).output_as_string())
    del told["metadata"]["timestamp"]
    told["dependencies"] = [row for row in told["dependencies"] if "dependsOn" in row]
    return json.dumps(told, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    LIST.write_text(listed())
    sys.stdout.write(f"{LIST.relative_to(ROOT)}\n")
