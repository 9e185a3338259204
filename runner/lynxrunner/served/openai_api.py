"""The two ways to ask an OpenAI-compatible server for text."""

APIS = {"completions": "/v1/completions", "chat": "/v1/chat/completions"}
