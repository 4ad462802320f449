"""What an old backup brings back, and what keeps the erased from coming with it."""
