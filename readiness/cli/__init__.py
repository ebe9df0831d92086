"""The commands."""

from readiness.cli.main import main as main
