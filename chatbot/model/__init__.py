"""Where a language model comes in: it points or words, and is held against the text."""
