"""Start the command line, for `python -m bot` and for the command `buurtstem`."""

from bot.cli import main

if __name__ == "__main__":
    main()
