"""That somebody must not be known to a member of staff."""
