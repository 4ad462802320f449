"""Small drawings that say with a shape what the words beside them say."""

from markupsafe import Markup

HEAD = (
    '<svg class="app-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{drawing}</svg>'
)
RING = '<circle cx="12" cy="12" r="9"/>'
DRAWINGS = {
    "octagon": '<path class="solid" d="M8 2h8l6 6v8l-6 6H8l-6-6V8z"/>'
    '<path class="cut" d="M12 7v6M12 17v.01"/>',
    "triangle": '<path d="M12 3 22 20H2z"/><path d="M12 10v4M12 17v.01"/>',
    "ring": RING,
    "dashed": '<circle cx="12" cy="12" r="9" stroke-dasharray="3 4"/>'
    '<path d="M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 17v.01"/>',
    "tick": RING + '<path d="m8 12.5 2.8 2.8L16 9.5"/>',
    "clock": RING + '<path d="M12 7v5l3.5 2"/>',
    "struck": RING + '<path d="M12 7v5M5.6 18.4 18.4 5.6"/>',
    "plus": '<path d="M12 4v16M4 12h16"/>',
    "lock": '<path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3"/>',
    "disk": '<path d="M5 4h11l3 3v13H5zM8 4v5h7M8 20v-6h8v6"/>',
}


def icon(name: str) -> Markup:
    """The drawing as SVG, hidden from screen readers: the words stand beside it."""
    return Markup(HEAD.format(drawing=DRAWINGS[name]))  # noqa: S704 - our own constants
