"""Pages of comments: those everybody sees alike, and those made for whoever asks."""
