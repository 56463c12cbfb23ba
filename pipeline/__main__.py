"""`python -m pipeline`: the same as the installed command `skm`."""

from pipeline.cli import main

main()
