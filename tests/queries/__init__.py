"""Tests of the documents under queries/."""
