"""What follows in a case where its person has other records."""
