"""From words to documents: Word files in, Word files out."""
