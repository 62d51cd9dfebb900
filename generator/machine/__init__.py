"""The computer at work: its processors shared, and what one run keeps for the next."""
