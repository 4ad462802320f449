"""A case is handed over, and whoever takes it confirms that she has read what to know."""
