"""The words a template may use, chapter by chapter: every leaf is text, or a picture."""
