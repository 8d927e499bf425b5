"""Words and colours → pictures: covers, and an episode's sound drawn."""
