"""Plots as inline SVG: a frame with two axes, and the five plots of a report drawn in it."""
