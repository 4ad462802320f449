"""A service of two years, drawn by lot and lived day by day."""
