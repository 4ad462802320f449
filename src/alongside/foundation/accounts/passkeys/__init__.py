"""Passkeys and security keys, made, shown and removed: two words for one kind of thing."""
