"""Finding somebody by what one remembers: who may be shown, and as how much."""
