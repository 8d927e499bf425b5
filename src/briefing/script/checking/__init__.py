"""Script and its articles → findings, from nothing that wrote the script: `evidence.check`."""
