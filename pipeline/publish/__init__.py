"""What everybody may see: the public site and its open data, as files that need no server."""
