"""What the machine sustains: a short micro-benchmark before the run, for its roofline."""
