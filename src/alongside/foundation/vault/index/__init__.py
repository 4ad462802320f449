"""Finding rows by what lies sealed in them, while no database ever sees a word of it."""
