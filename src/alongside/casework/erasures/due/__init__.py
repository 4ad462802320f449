"""Files whose time is over: somebody looks, and keeps them or orders an erasure."""
