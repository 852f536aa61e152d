"""The Excel add-in: worksheet functions, ribbon buttons, the add-in file and its install."""
