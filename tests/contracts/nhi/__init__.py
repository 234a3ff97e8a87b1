"""Tests of the NHI analytics of /v1."""
