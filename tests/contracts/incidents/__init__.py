"""Tests of the incidents API."""
