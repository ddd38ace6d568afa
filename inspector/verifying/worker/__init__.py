"""What runs in the process of its own, with torch. Nothing outside imports this; ``verification`` names it."""
