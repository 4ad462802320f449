"""What a person tells of herself once, for all."""
