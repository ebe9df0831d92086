"""Practice: one question and at once why, the weakest topic first, what was missed once more, and when to come back."""
