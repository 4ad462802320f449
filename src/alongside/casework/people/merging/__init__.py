"""Two records that are one person: linked, so that they can be parted again."""
