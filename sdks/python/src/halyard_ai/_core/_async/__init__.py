"""The asynchronous half of the runtime; the blocking half is made of it."""
