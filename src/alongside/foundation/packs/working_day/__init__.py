"""The page of a pack about the working day."""
