"""What a worker brings: languages, and the kinds of crime she knows."""
