"""Disclosure control: withholding small numbers so that no person can be identified."""
