"""Somebody who was to look a second time has left."""
