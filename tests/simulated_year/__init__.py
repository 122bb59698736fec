"""A year of careless staff and wilful residents, hour by hour, on a real database."""
