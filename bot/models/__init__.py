"""Doors to models: what turns texts into vectors."""
