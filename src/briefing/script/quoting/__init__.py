"""Article → its quotations, each with its speaker and how sure we are: `quotes.quotations`."""
