"""What the day needs on paper and leaves behind: truth flows from the session to papers, never back."""
