"""What differs between two workbooks or two consolidations."""
