"""The command line of the organisation's key."""
