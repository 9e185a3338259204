"""Reading of submissions: hostile bytes in, plain data and coded faults out."""
