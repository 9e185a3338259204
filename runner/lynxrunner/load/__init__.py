"""Load generators: what is in flight, and when. Each fills rows; none knows the runtime behind the call."""
