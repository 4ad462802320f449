"""What to know of a case on one page, for whoever takes it or stands in."""
