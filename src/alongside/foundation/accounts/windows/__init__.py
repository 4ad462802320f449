"""Where somebody is signed in, and the PIN that opens a lock on one device."""
