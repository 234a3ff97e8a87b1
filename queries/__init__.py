"""Persisted GraphQL documents, registered under their paths: explore/ is what GraphiQL opens with."""
