"""The command line as the second hand of a small team."""
