"""What the figures share: subjects, loops, pairs, and how a figure is printed."""
