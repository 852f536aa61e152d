"""The package (Open Packaging Conventions): zip, parts, relationships, content types, guard."""
