"""Answers -> credits -> odds of readiness. Pure: no file, no clock, no terminal."""
