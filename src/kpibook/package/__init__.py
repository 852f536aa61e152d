"""An .xlsx file as a package: guard, read, patch, graft, save; it loses nothing it did not mean to change."""
