"""Durable jobs: asked for and queued (`queue`), held by one worker at a time (`holding`), run to their end (`running`)."""
