"""Every unit as far as its documents, nothing written."""
