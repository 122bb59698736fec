"""Screens turn facts into messages."""
