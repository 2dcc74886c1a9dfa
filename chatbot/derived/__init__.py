"""What follows from the figures that answer: differences, sums, shares, rates, each with its operands."""
