"""The readers' pages, and the preview of them. Each view loads, decides and renders; rules stand elsewhere."""
