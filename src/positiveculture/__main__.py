"""`python -m positiveculture`: the same as the command `positiveculture`."""

from positiveculture.cli import main

if __name__ == "__main__":
    main()
