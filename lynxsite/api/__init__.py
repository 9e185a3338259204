"""The registry as data: static files under `api/v1/`."""
