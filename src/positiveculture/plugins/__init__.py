"""What is installed: frameworks, crosswalks and wordings, by the entry points of distributions."""
