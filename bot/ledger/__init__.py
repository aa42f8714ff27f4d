"""What the bot did and what it cost: receipts of answers and spending, in ledger.db."""
