"""Prints how many tests of each part ran, from the xunit files in a folder; ends with 1 if one failed or, in the
browser's part, was skipped."""

import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

TITLES = {"swift-swift-testing": "Swift tests", "scripts": "Script tests", "browser": "Browser tests",
          "clients": "Client tests"}
NEVER_SKIPPED = {"browser"}


def main(folder):
    is_good = True
    for name, title in TITLES.items():
        path = folder / f"{name}.xml"
        if not path.exists():
            continue
        cases = list(ElementTree.parse(path).iter("testcase"))
        failed = sum(1 for case in cases if case.find("failure") is not None or case.find("error") is not None)
        skipped = sum(1 for case in cases if case.find("skipped") is not None)
        passed = len(cases) - failed - skipped
        print(f"{title}: {passed} passed, {failed} failed, {skipped} skipped")
        is_good = is_good and failed == 0 and passed > 0 and not (name in NEVER_SKIPPED and skipped)
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
