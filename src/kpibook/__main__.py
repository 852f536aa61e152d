"""``python -m kpibook`` is the same as ``kpibook``."""

from kpibook.cli import main

if __name__ == "__main__":
    main()
