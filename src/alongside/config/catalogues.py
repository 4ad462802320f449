"""What translators wrote, made into what the running product reads."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parents[1] / "locale"


def compile_catalogues(locale: Path = LOCALE) -> None:
    """Each bears the time of what it was made of, so that an older and a newer one are both told
    apart from it: an update may bring either. Done in a blink where nothing changed."""
    for po in sorted(locale.glob("*/LC_MESSAGES/django.po")):
        mo, written = po.with_suffix(".mo"), po.stat().st_mtime_ns
        if mo.exists() and mo.stat().st_mtime_ns == written:
            continue
        if not os.access(po.parent, os.W_OK):
            continue  # installed by somebody else, who compiled it
        making = mo.with_suffix(f".{os.getpid()}")
        with po.open("rb") as source, making.open("wb") as file:
            # What is not translated yet, or looked at by nobody, is shown in English.
            write_mo(file, read_po(source, locale=po.parts[-3], abort_invalid=True))
        os.utime(making, ns=(written, written))
        making.replace(mo)  # whoever reads it meanwhile reads a whole one
