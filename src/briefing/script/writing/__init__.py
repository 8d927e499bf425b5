"""Articles → Script: what is told, in which order and in which words: `wording.write`."""
