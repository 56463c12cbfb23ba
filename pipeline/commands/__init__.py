"""The commands, one a module: its `command` is what `python -m pipeline <module>` runs."""
