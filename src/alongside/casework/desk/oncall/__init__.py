"""What came in the night, in short, and its handover to the day."""
