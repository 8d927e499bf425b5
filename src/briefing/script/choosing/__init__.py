"""A language model that chooses, by number only, which of an article's sentences and quotations are told."""
