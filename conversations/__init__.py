"""What is said: pure code and texts. Standard library only; no clock, no I/O, no channel."""
