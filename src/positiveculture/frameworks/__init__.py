"""The frameworks that come with positiveculture, one folder each; found by entry points as everybody else's are."""
