"""British hours count to twenty-four: 26 Nov 2026, 15:47 (Unicode CLDR, en-GB). Django's own say 3:47 p.m."""

TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j M Y, H:i"
SHORT_DATETIME_FORMAT = "d/m/Y H:i"
