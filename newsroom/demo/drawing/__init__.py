"""The pictures of the demo paper, drawn by `python -m newsroom.demo.drawing [NAME...]`."""
