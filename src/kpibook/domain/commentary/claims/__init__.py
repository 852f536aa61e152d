"""Kinds of claim, one a module: from the words and figures of a text to statements."""
