"""The SKM document pipeline: facts as text, layout as Word files, documents by one command."""

__version__ = "0.1.0"
