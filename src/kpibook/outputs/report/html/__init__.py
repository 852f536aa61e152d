"""The report as one HTML page: nothing loaded from elsewhere, no script, readable in print."""
