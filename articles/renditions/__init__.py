"""Renditions: one size, crop and format of an original, pixels only, under an address that never changes what it shows.

`sizes` says which there are, `addresses` how they are named and signed, `pixels` and `colours` how they are drawn, `files` how they
are kept and made when they are missing, `sweeping` how they go.
"""

from articles.renditions.addresses import COLUMNS, Drawing, Picture, drawn, picture_of
from articles.renditions.sizes import CROPS, Wish

__all__ = ["COLUMNS", "CROPS", "Drawing", "Picture", "Wish", "drawn", "picture_of"]
