"""What the readers of several formats share: limits, archives, texts, grids of cells, number formats."""
