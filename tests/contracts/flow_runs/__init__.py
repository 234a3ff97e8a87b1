"""Tests of the flow-runs API."""
