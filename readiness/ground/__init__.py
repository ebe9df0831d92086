"""What every room stands on: values, exhibits, text on a grid, English, seeded draws, files of one's own, signals."""
