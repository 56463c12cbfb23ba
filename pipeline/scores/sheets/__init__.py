"""Sheets of answers: their header, their rows, what they come down to."""
