"""Working alone: checking in and out, and who is told when somebody is late."""
