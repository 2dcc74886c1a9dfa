"""The rules' reader: which sentences answer, what speaks for them (fit) and what rules them out (exclusion)."""
