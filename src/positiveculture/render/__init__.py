"""How documents look: as plain text, in a terminal, in HTML, Markdown, PDF and Word; `forms` knows them all."""
