"""A page without what is drawn anew for every answer."""

import re


def without_tokens(page):
    """Two pages are the same to whoever looks, though each carries tokens of its own."""
    text = re.sub(r'value="[A-Za-z0-9]{64}"', 'value="token"', page.content.decode())
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "id", text)
