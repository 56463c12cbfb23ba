"""A unit's document: its facts gathered, said, rendered, put under build/."""
