"""The runtime that every generated SDK carries with it."""
