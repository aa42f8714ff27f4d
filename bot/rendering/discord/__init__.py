"""Draws answers for Discord: cards of units that must not be cut, then pages within the limits of each form.

Pure functions from data to strings; what becomes a message, an embed or a component is the front end's business.
"""
