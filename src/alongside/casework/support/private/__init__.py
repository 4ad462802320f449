"""Words of a note that stay between one worker and the person she works with."""
