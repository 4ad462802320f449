"""Other people in a case; those she is not safe from stand apart."""
