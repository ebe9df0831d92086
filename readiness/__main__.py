"""``python -m readiness``."""

import sys

from readiness.cli import main

# Guarded, because the processes that `check --deep` starts load this module once more.
if __name__ == "__main__":
    sys.exit(main())
