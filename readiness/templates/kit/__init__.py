"""What several templates share: dates, people, made-up words and numbers, errors, marking."""
