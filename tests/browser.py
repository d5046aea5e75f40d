"""Debian's Chromium, driven: a page opened from its file, in light or dark, wide or narrow, or on paper."""

import base64
import json
import shutil
from contextlib import contextmanager
from importlib.resources import files

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
MISSING = "Chromium (chromium, chromium-driver) is not installed"
A4_INCHES = (8.27, 11.69)
A4_WIDTH = 680  # CSS pixels between the margins: 210 mm less twice 15 mm


class Page:
    """A browser with one page open."""

    def __init__(self, driver):
        self.driver = driver

    def call(self, command, **facts):
        return self.driver.execute_cdp_cmd(command, facts)

    def ask(self, script):
        return self.driver.execute_script(f"return {script}")

    def open(self, path, *, width=1280, scheme="light", paper=False):
        """Open a file as a person would; what was asked for and said before is forgotten."""
        self.look(width=width, scheme=scheme, paper=paper)
        for log in ("browser", "performance"):
            self.driver.get_log(log)
        self.driver.get(path.resolve().as_uri())

    def look(self, *, width=1280, scheme="light", paper=False):
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.call("Emulation.setEmulatedMedia", media="print" if paper else "screen", features=features)
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False
        )

    def press(self, key):
        """Press a key where the focus is."""
        from selenium.webdriver import ActionChains, Keys

        ActionChains(self.driver).send_keys(getattr(Keys, key.upper())).perform()

    def said(self):
        """What stands in the console."""
        return self.driver.get_log("browser")

    def asked_for(self):
        """The addresses that were asked for since the page was opened."""
        messages = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        return [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]

    def violations(self):
        """What axe finds: (rule, what it is about) each."""
        self.driver.execute_script(files("axe_core_python").joinpath("axe.min.js").read_text("utf-8"))
        found = self.driver.execute_async_script("axe.run().then(arguments[arguments.length - 1])")
        return [(its["id"], [node["html"][:120] for node in its["nodes"]]) for its in found["violations"]]

    def picture(self, path, *, start=0, height=None):
        """Take a picture of the page, whole or so many pixels of it."""
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        clip = {
            "x": 0,
            "y": start,
            "width": size["width"],
            "height": height or size["height"] - start,
            "scale": 1,
        }
        taken = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
        path.write_bytes(base64.b64decode(taken["data"]))

    def pdf(self):
        """Print on A4, as the page itself asks."""
        self.call("Emulation.setEmulatedMedia", media="", features=[])
        self.call("Emulation.clearDeviceMetricsOverride")
        width, height = A4_INCHES
        printed = self.call(
            "Page.printToPDF",
            paperWidth=width,
            paperHeight=height,
            preferCSSPageSize=True,
            printBackground=False,
        )
        return base64.b64decode(printed["data"])


@contextmanager
def chromium():
    """`with chromium() as page:`"""
    from selenium.webdriver import Chrome, ChromeOptions
    from selenium.webdriver.chrome.service import Service

    options = ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = Chrome(options=options, service=Service(DRIVER))
    try:
        yield Page(driver)
    finally:
        driver.quit()
