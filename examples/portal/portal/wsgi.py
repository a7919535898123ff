"""What a WSGI server runs."""

import logging
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
logging.basicConfig()  # what goes wrong is written to standard error
application = get_wsgi_application()
