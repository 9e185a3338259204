"""The comment and the labels of a pull request, from a report that may be forged.

What runs here holds a token that may write, so it imports the standard library only and installs nothing.
"""
