"""`python -m troth`."""

from troth.faces.cli import main

if __name__ == "__main__":
    main()
