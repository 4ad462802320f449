"""Incidents, near misses, breaches and allegations, with their clocks."""
