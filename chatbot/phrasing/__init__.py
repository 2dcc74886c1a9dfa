"""How what was read is said: clauses with year and role, what stands beside, rows, and that it is not there."""
