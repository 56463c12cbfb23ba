"""The chapters of words: what each says, and how."""
