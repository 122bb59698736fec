"""What can be looked at: facts in, messages out."""
