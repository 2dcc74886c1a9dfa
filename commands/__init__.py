"""The command line, by what it is about; ``app.py`` puts it together."""
