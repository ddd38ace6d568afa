"""Valid files of every format, damaged at random: each is refused with a sentence or shown, whatever was done to it."""
