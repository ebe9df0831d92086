"""Exhibits: a small part of CommonMark, read into blocks that are laid out at any width, spoken, or written again."""
