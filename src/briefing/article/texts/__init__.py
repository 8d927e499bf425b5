"""Plain text or Markdown → PageContent: what each line is, by its form, its place and its words."""
