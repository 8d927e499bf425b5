"""An address → Source: the bytes of a file, of standard input or of a page on the web."""
