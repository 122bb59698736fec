"""Whole stories, as transcripts that anybody can read aloud; replayed word for word."""
