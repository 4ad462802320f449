"""What every template may use besides what its view hands over."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

from django.contrib.messages import get_messages
from django.http import QueryDict
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, get_language_bidi, gettext, ngettext
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from alongside.foundation.clock import now, today
from alongside.foundation.packs.loader import hint, term, words
from alongside.foundation.ui.icons import icon
from alongside.foundation.vault.reading import told


def environment(**options: Any) -> Environment:
    """Undefined names are errors, everything is escaped, gettext is at hand."""
    options |= {"undefined": StrictUndefined, "extensions": ["jinja2.ext.i18n"]}
    options |= {"trim_blocks": True, "lstrip_blocks": True}
    jinja = Environment(**{**options, "autoescape": True})  # noqa: S701 - escapes always
    jinja.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True
    )
    jinja.globals |= {
        "url": url,
        "onward": onward,
        "static": static,
        "icon": icon,
        "fresh_token": uuid4,
        "term": term,
        "told": told,
        "words": words,
        "hint": hint,
        "now": now,
        "today": today,
        "messages_of": get_messages,
        "language": get_language,
        "direction": lambda: "rtl" if get_language_bidi() else "ltr",
    }
    jinja.filters |= FILTERS
    return jinja


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


def day(value: date) -> str:
    """Tuesday 24 November 2026."""
    return date_format(local(value), "l j F Y")


def short_day(value: date) -> str:
    """Thu 26 Nov."""
    return date_format(local(value), "D j M")


def clock_time(value: datetime | time) -> str:
    """10:20."""
    return date_format(local(value), "H:i") if isinstance(value, datetime) else f"{value:%H:%M}"


def relative_day(value: date) -> str:
    """Today, tomorrow, yesterday; else the short day."""
    away = (local(value) - today()).days if not isinstance(value, datetime) else None
    near = {0: gettext("today"), 1: gettext("tomorrow"), -1: gettext("yesterday")}
    return near[away] if away in near else short_day(value)


def paragraphs(value: str) -> Markup:
    """Words as they were typed: blank lines part paragraphs, others break a line. Each paragraph
    runs in the direction of its own script."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", value.replace("\r\n", "\n"))]
    shown = [Markup('<p dir="auto">{}</p>').format(lines(part)) for part in parts if part]
    return Markup("").join(shown)


def lines(value: str) -> Markup:
    """Each line on a line of its own."""
    return Markup("<br>").join(escape(line) for line in value.splitlines())


def number(value: int) -> str:
    """1,240."""
    return number_format(value, use_l10n=True, force_grouping=True)


def shown(value: object) -> object:
    """A value of a record as it is read: days in words, times short, nothing said as a dash."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return day(value)
    if isinstance(value, time):
        return clock_time(value)
    return "–" if value in (None, "") else value


def local(value: Any) -> Any:
    """In the service's own time zone, where it is a moment."""
    return timezone.localtime(value) if isinstance(value, datetime) else value


FILTERS: dict[str, Callable[..., object]] = {
    "day": day,
    "short_day": short_day,
    "relative_day": relative_day,
    "clock_time": clock_time,
    "paragraphs": paragraphs,
    "number": number,
    "shown": shown,
    "local": local,
}
