"""Prompts: Markdown files named after the step that uses them; none is needed to answer by extract."""
