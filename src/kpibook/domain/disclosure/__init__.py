"""Small numbers: which figures are withheld so that nobody can be identified."""
