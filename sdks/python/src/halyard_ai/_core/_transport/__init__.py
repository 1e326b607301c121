"""What carries requests: connection pools, aiohttp, and HTTP clients that a caller brings along."""
