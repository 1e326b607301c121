"""The blocking half of the runtime, made of the asynchronous half."""
