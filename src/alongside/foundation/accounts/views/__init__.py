"""The pages about signing in, the lock and one's own account. Their doors are hung in config."""
