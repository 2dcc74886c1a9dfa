"""What a command says when it cannot be carried out."""


class CommandError(ValueError):
    """A command cannot be carried out; the message says why and what to do."""
