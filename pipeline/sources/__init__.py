"""From files to records: text with places, what it may say, and who says it."""
