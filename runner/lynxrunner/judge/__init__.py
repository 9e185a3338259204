"""Faults of a measurement: one module each, a pure function from what a trial left behind to what is wrong with it.

Each module's docstring says where its thresholds come from. None is so strict that a busy machine can never
measure: a fault makes an operating point invalid only where the figure that is read first would mislead.
"""
