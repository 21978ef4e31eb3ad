"""British papers count the hours to twenty-four: 26 November 2026, 15.47."""

TIME_FORMAT = "H.i"
DATETIME_FORMAT = "j M Y, H.i"
SHORT_DATETIME_FORMAT = "d/m/Y H.i"
