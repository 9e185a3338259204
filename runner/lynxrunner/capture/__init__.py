"""What the program can know about the machine, by whitelist, one noun per file.

Every module reads through `Tree`, so that tests hand in the files of other machines. Nothing else is read:
no names of hosts or users, no serial numbers, no addresses, no values of the environment.
"""
