"""From a question to a verified answer: one thing or several, of one report or of several."""
