"""The door to SQLite: opening a file, transactions, which fault it is, wiping. What to say of a fault, rooms say."""
