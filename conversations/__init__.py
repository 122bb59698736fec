"""Conversations decide what is said, in pure code and texts.

Only the standard library is used; there is no clock, no I/O and no channel.
"""
