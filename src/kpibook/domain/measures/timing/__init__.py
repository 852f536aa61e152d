"""Time of a measure: how often it is reported, when it is due, and quarters made of its months."""
