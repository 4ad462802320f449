"""The page of a pack about taking support up again."""
