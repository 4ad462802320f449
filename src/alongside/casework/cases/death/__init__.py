"""A client has died: everything queued stops, and comes back where it was a mistake."""
