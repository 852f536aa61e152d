"""Figures and schemes from elsewhere: CSV, Excel and TOML files."""
