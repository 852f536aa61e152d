"""Which files a command reads, and where its output goes."""
