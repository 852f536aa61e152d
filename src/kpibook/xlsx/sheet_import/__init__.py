"""Put a worksheet of another workbook in the place of one of this workbook."""
