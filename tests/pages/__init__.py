"""Every kind of page of a running demo, checked as browsers and machines see it: `make pages`."""
