"""Front ends of another kind: newsdesk as parts of somebody else's framework. One package for each framework."""
