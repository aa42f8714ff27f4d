"""Doors to models: what turns texts into vectors, what reads passages, what writes."""
