"""The application behind a door that opens slowly: a request that is under way when the server is told to stop."""

import time

from recruitment.wsgi import application as house


def application(environ, start_response):
    if environ["PATH_INFO"] == "/health/live" and environ["QUERY_STRING"] == "slow":
        time.sleep(3)
    return house(environ, start_response)
