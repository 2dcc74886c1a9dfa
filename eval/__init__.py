"""Measures the product: cases as data, metrics as pure functions, one command."""
