"""What every test stands on, whatever started it."""

import signal

# A shell without job control starts what it puts in the background with Ctrl-C ignored, and a child inherits that: the
# tests that interrupt a run would then wait for an interrupt that nobody hears.
signal.signal(signal.SIGINT, signal.default_int_handler)
