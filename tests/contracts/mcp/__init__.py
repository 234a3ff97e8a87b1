"""Tests of the MCP analytics of /v1."""
