"""The channel `telegram`: raw updates in, the library's types out."""
