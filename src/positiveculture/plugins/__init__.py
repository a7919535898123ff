"""What is installed: frameworks, crosswalks and wordings, found by the entry points of distributions."""
