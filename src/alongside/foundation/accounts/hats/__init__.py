"""Two roles of one person: given, and changed like a hat."""
