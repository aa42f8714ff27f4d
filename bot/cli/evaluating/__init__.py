"""`newsdesk evaluate`: how good the answers are, and whether a change helped. A module for each command.

commands  all of them, mounted
"""
