"""``python -m policyfacts``."""

from policyfacts.cli import main

if __name__ == "__main__":
    main()
