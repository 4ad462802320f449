"""That a person has died, noted once and taken back where it was a mistake."""
