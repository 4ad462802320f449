"""Her times: by the clock on her wall, at one record or several, and for a day to come."""
