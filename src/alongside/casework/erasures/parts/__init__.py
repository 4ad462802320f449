"""Taking one part out of a record: the words go, the row and what is counted of it stay."""
