"""How languages write moments where papers write them otherwise than Django; what is not said here is Django's."""
