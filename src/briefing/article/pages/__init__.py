"""HTML → PageContent: the story on the page, and what each of its pieces is."""
