"""Award rules: the closed set of kinds, the program that they come down to, and the blockers that it finds."""
