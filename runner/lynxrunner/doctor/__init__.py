"""Is this machine fit to measure? What was read, whether it is good, what to change; it changes nothing itself."""
