"""Ask this container's own readiness; ends with 0 when it is ready. Needs nothing but Python."""

import http.client
import os
import sys

host = os.environ["ALLOWED_HOSTS"].split(",")[0].strip()
link = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("PORT", "8000")), timeout=5)
try:
    link.request("GET", "/health/ready", headers={"Host": host})
    status = link.getresponse().status
except OSError:
    status = 0
sys.exit(0 if status == 200 else 1)
