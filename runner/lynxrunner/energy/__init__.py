"""Energy meters, one module each behind one Protocol, and the sampling of a trial from outside its process.

Nothing is ever estimated: where no meter can be read, the state says why.
"""
