"""One task over many workbooks: whatever happens to one, the others are done, and it goes on."""
