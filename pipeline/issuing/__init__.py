"""From documents to letters: numbers, the register, an archive that proves itself."""
