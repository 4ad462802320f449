"""Which browser on what kind of device, as far as a browser says so itself."""

DEVICE = "device"
BROWSERS = {"Edg": "Edge", "Firefox": "Firefox", "Chrom": "Chrome", "Safari": "Safari"}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "CrOS": "Chromebook",
    "Linux": "Linux",
}


def device_in(user_agent: str) -> list[str]:
    """Browser and system, each empty when it is not one that we know by name."""
    return [_named(BROWSERS, user_agent), _named(SYSTEMS, user_agent)]


def _named(names, user_agent):
    return next((name for sign, name in names.items() if sign in user_agent), "")
