"""The week as whoever leads looks back on it."""
