"""Copies and records of what buttons changed, in the person's own folder, for Take back."""
