"""Generation in process: prefill and decode over a bound key-value cache."""
