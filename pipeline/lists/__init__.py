"""Lists over many letters: history, recapitulation, plans, what SRIKANDI is told."""
