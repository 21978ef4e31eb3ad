"""Readers' templates made into plates: a template becomes one Python function at its first use, and every page is printed from that.

Templates stay what they are, files in Django's language, and draw the same bytes; each page is still loaded and drawn anew. Why, and what
a plate cannot do: docs/decisions.md, “Plates”. `loader` lets Django find them, `making` and `expressions` write the function, `printing`
holds what it calls.
"""
