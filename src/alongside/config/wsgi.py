"""What the server calls for each request."""

import os

from django.core.wsgi import get_wsgi_application

from alongside.config.logs import configure

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
configure()
application = get_wsgi_application()
