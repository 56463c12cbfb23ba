"""`python -m pipeline`: the same as the installed command `skm`."""

from pipeline.commands.cli import main

main()
