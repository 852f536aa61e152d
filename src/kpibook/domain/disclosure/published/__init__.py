"""Published files: what they print, what registers say of it, and what they give away."""
