"""Starting files: what a new institution, unit, period or workspace begins with; nothing that is there is touched."""
