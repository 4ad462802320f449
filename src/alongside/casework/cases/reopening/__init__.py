"""Support is taken up again where it had ended; how it ended before stays readable."""
