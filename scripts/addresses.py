"""Fails when a committed file says where to download something: locks are bound by hashes alone."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SKIPPED = {".git", ".venv", "var", "node_modules", "build", "__pycache__"}
CONFIGURATION = {"Makefile", "pyproject.toml", "run", "install", "needs"}
ANY = re.compile(r"\w+://(?!localhost\b|127\.0\.0\.1\b)\S+|--(extra-)?index-url|--find-links")
DOWNLOAD = re.compile(
    r"https?://\S+\.(whl|tar\.gz|tgz|zip|jar|deb|exe|dmg)\b"
    r"|https?://(registry|files|cdn|download|dl|packages|index|mirror)[\w-]*\.\S+"
    r"|https?://\S+/simple/"
)
TEXT = {".py", ".md", ".toml", ".txt", ".yaml", ".yml", ".json", ".cfg", ".html", ".css", ".js"}


def committed() -> Iterator[Path]:
    """Every text file of the checkout that is not made by running it."""
    for path in sorted(ROOT.rglob("*")):
        inside = path.relative_to(ROOT).parts
        made = any(part in SKIPPED or part.endswith("_cache") for part in inside)
        if not made and path.is_file() and (path.suffix in TEXT or path.name in CONFIGURATION):
            yield path


def addresses(path: Path) -> Iterator[str]:
    """Lines that tell where to fetch from; locks and configuration may hold no address at all."""
    strict = path.name in CONFIGURATION or path.parent.name == "requirements"
    pattern = ANY if strict else DOWNLOAD
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    for number, line in enumerate(lines, 1):
        if found := pattern.search(line):
            yield f"{path.relative_to(ROOT)}:{number}: {found.group()}"


def main() -> int:
    found = [address for path in committed() for address in addresses(path)]
    for address in found:
        print(f"A download address: {address}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
