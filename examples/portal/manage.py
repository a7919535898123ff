"""Commands of the portal: `python manage.py demo` shows it with invented services."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    if sys.argv[1:2] == ["demo"]:
        os.environ.setdefault("PORTAL_DEMO", "1")
    execute_from_command_line(sys.argv)
