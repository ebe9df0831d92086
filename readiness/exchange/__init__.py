"""Other people's questions in, ours out, and the first files of a new bank: texts to values and back."""
