"""Files as bytes and cells: written whole or not at all, told apart, taken out of sheets and archives."""
