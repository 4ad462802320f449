"""What the operator does about the index by which people are found, and about who is here twice."""
