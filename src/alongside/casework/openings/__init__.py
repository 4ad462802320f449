"""Who opened what: the reading budget of each role, and the look of a second person."""
