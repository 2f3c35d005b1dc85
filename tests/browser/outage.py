"""A server that is away for some requests of a page, until it is back."""


class Outage:
    """Every request of `page` to `pattern` meets `fault`, a function of the route, until `end`.

    `concern` tells of a request whether it is meant; the others pass.

    The route stays in place when the outage ends. Taking it off while a repeated request is under way
    answers that request twice, and Playwright fails with "Route is already handled".
    """

    def __init__(self, page, pattern, fault=lambda route: route.abort(), *, concern=lambda request: True):
        self.lasts, self.fault, self.concern = True, fault, concern
        page.route(pattern, self._meet)

    def _meet(self, route):
        if self.lasts and self.concern(route.request):
            self.fault(route)
        else:
            route.continue_()

    def end(self):
        self.lasts = False
