"""The part that runs: channels, inbound, outbox, clocks, and the one place that wires them."""
