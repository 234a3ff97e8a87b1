"""Pull: sources that are read page by page, each page stored before the next is fetched."""
