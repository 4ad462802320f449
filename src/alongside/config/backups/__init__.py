"""The command line of backups: for the worst day."""
