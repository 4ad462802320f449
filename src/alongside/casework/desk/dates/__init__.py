"""Days that are difficult for somebody, told gently."""
