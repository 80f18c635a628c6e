"""Socket.IO and HTTP plumbing: carries commands in and views out, and knows no screen by name."""
