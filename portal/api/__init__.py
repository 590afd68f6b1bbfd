"""The public read interface: what the resources of every room share, its description, and the page that explains it."""
