"""What the operator does about the index by which people are found."""
