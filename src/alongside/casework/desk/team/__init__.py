"""The team board: what weighs on whom, and who is proposed for a case."""
