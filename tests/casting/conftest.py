"""Commands are run as tests/commands runs them."""

from commands.conftest import run

__all__ = ["run"]
