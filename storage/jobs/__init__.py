"""Durable jobs: requested and queued (`queue`), leased by one worker at a time (`lease`), run to their end (`runner`)."""
