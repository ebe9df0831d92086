"""The full-screen and the line-by-line front end: what is drawn, and what keys do."""
