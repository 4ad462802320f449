"""What every template may use besides what its view hands over."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib.messages import get_messages
from django.http import QueryDict
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import (
    get_language,
    get_language_bidi,
    gettext,
    ngettext,
    npgettext,
    pgettext,
)
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from alongside.foundation.clock import now, today
from alongside.foundation.packs.loader import hint, term, words
from alongside.foundation.ui.asking import label_of, told_rows
from alongside.foundation.ui.icons import icon
from alongside.foundation.ui.written import (
    clock_time,
    day,
    local,
    number,
    relative_day,
    short_day,
    shown,
)
from alongside.foundation.vault.reading import told

# They turn what follows them, so that a name could turn the number that stands behind it.
TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
SIGNS = [chr(code) for code in TURNING]


def environment(**options: Any) -> Environment:
    """Undefined names are errors, everything is escaped, gettext is at hand."""
    options |= {"undefined": StrictUndefined, "extensions": ["jinja2.ext.i18n"]}
    options |= {"trim_blocks": True, "lstrip_blocks": True, "finalize": in_its_own_order}
    jinja = Environment(**{**options, "autoescape": True})  # noqa: S701 - escapes always
    jinja.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    jinja.globals |= {
        "_": sentence,
        "gettext": sentence,
        "ngettext": sentence_of,
        "url": url,
        "onward": onward,
        "static": static,
        "icon": icon,
        "fresh_token": uuid4,
        "term": term,
        "told": told,
        "words": words,
        "hint": hint,
        "label_of": label_of,
        "told_rows": told_rows,
        "now": now,
        "today": today,
        "messages_of": get_messages,
        "language": get_language,
        "direction": lambda: "rtl" if get_language_bidi() else "ltr",
    }
    jinja.filters |= FILTERS
    return jinja


def sentence(message: str, **values: object) -> Markup:
    """A sentence of ours in the reader's language, with what is put in escaped: as Jinja's own, but
    without asking the context of the page three times for each of some hundred sentences."""
    return Markup(gettext(message)) % values  # noqa: S704 - our translators' own


def sentence_of(singular: str, plural: str, num: int, **values: object) -> Markup:
    """The same by a number, which the sentence may name as `num`."""
    said = Markup(ngettext(singular, plural, num))  # noqa: S704 - our translators' own
    return said % {"num": num, **values}


def in_its_own_order(value: Any) -> Any:
    """Without the invisible signs that turn the order of writing: each script runs as it runs."""
    if isinstance(value, str) and not value.isascii() and any(sign in value for sign in SIGNS):
        plain = str(value).translate(TURNING)
        return Markup(plain) if isinstance(value, Markup) else plain  # noqa: S704 - was one before
    return value


def url(name: str, *args: object) -> str:
    """The address of a page by its name."""
    return reverse(name, args=args)


@pass_context
def onward(context: Context, after: str) -> str:
    """The address of the list's next page; what else the reader had asked for stays."""
    request = context.get("request")  # missing where the macros came without their context
    asked = request.GET.copy() if request else QueryDict(mutable=True)
    asked["after"] = after
    return "?" + asked.urlencode()


def paragraphs(value: str) -> Markup:
    """Words as they were typed: blank lines part paragraphs, others break a line. Each paragraph
    runs in the direction of its own script."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", value.replace("\r\n", "\n"))]
    shown = [Markup('<p dir="auto">{}</p>').format(lines(part)) for part in parts if part]
    return Markup("").join(shown)


def lines(value: str) -> Markup:
    """Each line on a line of its own."""
    return Markup("<br>").join(escape(line) for line in value.splitlines())


def dialled(phone: str) -> str:
    """A number as a telephone takes it from a link."""
    return re.sub(r"[^\d+]", "", phone)


FILTERS: dict[str, Callable[..., object]] = {
    "day": day,
    "short_day": short_day,
    "relative_day": relative_day,
    "clock_time": clock_time,
    "dialled": dialled,
    "paragraphs": paragraphs,
    "number": number,
    "shown": shown,
    "local": local,
}
