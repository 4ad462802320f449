"""Guessing at sign-in and elsewhere: how tries are counted, and which devices are known."""
