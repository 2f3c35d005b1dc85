"""The main job by keyboard alone: Tab, arrows, Enter and Space, the focus visible at every stop, no trap."""

from contextlib import contextmanager

from playwright.sync_api import expect

from postings.assessment.models import RatingSheet
from postings.documents.models import IssuedReport
from recruitment.demo import people
from tests.accessibility.recording import entry, keep

STOPS = 250  # more than any page has: whoever needs them all is in a trap

PATIENCE = 120_000  # milliseconds; a report is set while the browser waits
WAYS = ("a", "submit", "button")  # a region that scrolls is a stop as well, and has the words of all its links

# What the stop is, and whether it can be seen: something of the box, its label or its mark looks different with the
# focus than without. Style sheets made by script are no inline style; transitions would hide the difference.
LOOK = """() => {
  if (!window.still) {
    window.still = new CSSStyleSheet();
    still.replaceSync('*, *::before, *::after { transition: none !important; }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
  }
  const box = document.activeElement;
  if (!box || box === document.body) return null;
  const parts = [box, box.closest('label'), box.parentElement, box.nextElementSibling].filter(Boolean);
  const look = () => parts.map((part) => ['', '::before', '::after'].map((pseudo) => {
    const style = getComputedStyle(part, pseudo || null);
    return [style.outlineStyle, style.outlineWidth, style.boxShadow].join(' ');
  }).join('|')).join('|');
  const focused = look();
  const place = box.getBoundingClientRect();
  box.blur();
  const without = look();
  box.focus();
  window.stops = window.stops || new WeakMap();
  if (!stops.has(box)) { window.count = (window.count || 0) + 1; stops.set(box, window.count); }
  return {
    words: (box.innerText || box.textContent || box.labels?.[0]?.innerText || box.name || '').trim(),
    kind: box.type || box.tagName.toLowerCase(),
    name: box.name || '',
    number: stops.get(box),
    isVisible: focused !== without && place.bottom > 0 && place.top < innerHeight && place.right > 0,
  };
}"""


class Keyboard:
    """Somebody without a mouse; ``faults`` collects stops that cannot be seen."""

    def __init__(self, page):
        self.page, self.faults, self.stop = page, [], None

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def tab(self):
        """Go to the next stop and look at it."""
        before = self.stop
        self.press("Tab")
        self.stop = self.page.evaluate(LOOK)
        if self.stop and not self.stop["isVisible"]:
            self.faults.append(f"WCAG 2.4.7: {self.stop['kind']} {self.stop['words'][:60] or self.stop['name']}")
        if self.stop and before and self.stop["number"] == before["number"]:
            self.faults.append(f"WCAG 2.1.2: {self.stop['kind']} {self.stop['words'][:60] or self.stop['name']}")
        return self.stop

    def tab_to(self, words="", *, name="", without="Entwurf"):
        """Go on until the stop has these words (and not the others), or this name."""
        self.stop = None
        for _ in range(STOPS):
            stop = self.tab()
            if not stop:
                continue
            is_way = stop["kind"] in WAYS and words in stop["words"] and without not in stop["words"]
            if stop["name"] == name if name else is_way:
                return
        raise AssertionError(f"not reached by keyboard: {words or name}")

    def open(self, words):
        """Go to the link or button with these words and follow it."""
        self.tab_to(words)
        with self.page.expect_navigation(timeout=PATIENCE):
            self.press("Enter")

    def log_in(self, username):
        self.tab_to(name="username")
        self.page.keyboard.type(username)
        self.tab_to(name="password")
        self.page.keyboard.type(people.PASSWORD)
        with self.page.expect_navigation(timeout=PATIENCE):
            self.press("Enter")

    def rate_whole_sheet(self):
        """Answer every requirement as one meets them, then send."""
        self.stop = None
        for _ in range(STOPS):
            stop = self.tab()
            if stop and stop["kind"] == "radio":
                self.press("Space", "ArrowRight", "ArrowRight")
            if stop and stop["kind"] == "submit" and "abgeben" in stop["words"]:
                with self.page.expect_navigation(timeout=PATIENCE):
                    self.press("Enter")
                return
        raise AssertionError("no way to the end of the sheet")


def test_the_main_job_by_keyboard_alone(guarded_page, live_server, demo):
    page = guarded_page
    page.set_viewport_size({"width": 1280, "height": 900})
    hands, done = Keyboard(page), []

    @contextmanager
    def step(label):
        hands.faults = []
        try:
            yield
        except Exception:
            hands.faults.append("WCAG 2.1.1")
            raise
        finally:
            done.append(entry(f"step-{len(done) + 1}", label, sorted(set(hands.faults))))
            keep("keyboard", keyboard=done)

    with step("Anmelden"):
        page.goto(live_server.url)
        hands.log_in(people.OWES)
    with step("Verfahren öffnen"):
        hands.open("Ausschreibungen")
        hands.open("148/2025")
        expect(page.locator("h1")).to_contain_text("148/2025")
    for number, name in enumerate(("Jasminblüte, Isolde", "Kieselstein, Jürgen"), start=1):
        with step(f"Bewertungsbogen {number} vollständig bewerten und abgeben"):
            hands.open("Meine Bewertungen")
            hands.open(name)
            hands.rate_whole_sheet()
            expect(page.locator(".messages")).to_contain_text("ist abgegeben")
    sheets = RatingSheet.objects.filter(assessor__username=people.OWES).order_by("-submitted_at")[:2]
    assert {sheet.status for sheet in sheets} == {"submitted"}
    assert {value for sheet in sheets for value in sheet.ratings.values_list("value", flat=True)} == {3}
    with step("Rangfolge öffnen"):
        hands.open("Zur rechnerischen Rangfolge")
        expect(page.locator(".headline-note")).to_contain_text("keine Auswahlentscheidung")
    with step("Abmelden"):
        hands.open("Abmelden")
    with step("Bericht ausfertigen"):
        hands.log_in("personal")
        hands.open("148/2025")
        hands.open("Rechnerische Rangfolge")
        hands.open("Zum Auswahlbericht")
        hands.open("Bericht des jetzigen Standes ausfertigen")
        expect(page.locator(".messages")).to_contain_text("als Fassung 1 ausgefertigt")
    assert IssuedReport.objects.filter(kind="selection_report").count() == 1
    assert [one for one in done if one["faults"]] == []
