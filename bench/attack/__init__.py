"""Hostile requests, kept as data, and the script that sends them at a running server."""
