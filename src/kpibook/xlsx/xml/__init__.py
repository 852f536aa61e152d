"""XML as bytes with positions: find elements, splice, escape."""
