"""Rating of a measure: its status, its directions of travel, and the reason for each."""
