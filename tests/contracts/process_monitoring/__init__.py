"""Tests of the process monitoring API."""
