"""A sentence beside a question: its figures, clauses and words, and what each of them has to do with what is asked."""
