"""How support was, told to somebody who did not give it."""
