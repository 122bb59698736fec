"""`python -m bot`, and the command `buurtstem`."""

from bot.cli import main

if __name__ == "__main__":
    main()
