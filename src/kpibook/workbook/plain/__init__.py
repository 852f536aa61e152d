"""Short ways of reading: rows with a plain figure, texts of a sheet, places when asked for."""
