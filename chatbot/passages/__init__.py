"""What whole passages answer: definitions, lists under a heading, all of one kind, the report by itself."""
