"""What she tells as time goes on, and what changes around her."""
