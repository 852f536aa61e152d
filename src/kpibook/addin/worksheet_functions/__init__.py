"""The KPI_ worksheet functions: cells in, domain values, text or numbers out."""
