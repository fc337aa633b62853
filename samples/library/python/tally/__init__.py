"""Mean and deviation of a stream of numbers."""
from ._tally import summary

__all__ = ["summary"]
