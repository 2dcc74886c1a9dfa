"""Register: commitments of a report and what became of them (a later issue fills this room)."""
