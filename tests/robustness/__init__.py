"""What must not happen however it ends: killed, cancelled, refused, late, together."""
