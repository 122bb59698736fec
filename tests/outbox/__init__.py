"""What leaves, in which order, how often; who leads; what is kept of files."""
