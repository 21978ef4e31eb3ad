"""The WSGI application that gunicorn serves: the site, and on a port of its own its figures."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

try:
    site = get_wsgi_application()
except ImproperlyConfigured as error:
    sys.stderr.write(f"newsroom: {error}\n")
    sys.exit(4)  # gunicorn's own word for an application that cannot be loaded: it stops, and does not try again and again

from newsroom.figures import beside_the_site

application = beside_the_site(site)
