"""Tests of whole APIs: what clients send, and what they are answered."""
