"""Tests of the governance metrics of /v1."""
