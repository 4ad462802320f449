"""My cases, in the order of what is due; and what happened in one of them, filtered or on paper."""
