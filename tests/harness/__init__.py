"""What the tests stand on: an environment of their own, a database server, a broom."""
