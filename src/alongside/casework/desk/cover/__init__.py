"""Cover while somebody is away: cases, promises, calls and looks, there and back."""
