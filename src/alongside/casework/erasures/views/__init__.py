"""The pages of holds, of ordering an erasure, and of what was erased."""
