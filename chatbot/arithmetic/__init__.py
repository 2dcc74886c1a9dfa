"""Arithmetic over a report's figures: which of them compare, what one is of another, which relation is asked for."""
