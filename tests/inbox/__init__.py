"""The inbox and what follows from it: batches, effects, clocks."""
