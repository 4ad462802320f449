"""Whom the index finds beside many who are asked about together."""
