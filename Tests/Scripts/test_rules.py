"""Each rule of script/rules is shown to fail where it is broken, and to be quiet where it is kept."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PACKAGE = '''// swift-tools-version: 6.2
let package = Package(
    name: "House",
    targets: [
        // row 3: roofs
        program("Roof", ["Wall", "Pipe"], exclude: ["Views"]),
        // row 2: walls
        room("Wall", ["Floor"]),
        room("Pipe", ["CZlib"]),
        // row 1: floors
        room("Floor"),
        // row 0: C
        library("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
        tests("Wall", ["Floor"]),
    ])
'''


class House:
    """A small package in a temporary folder; the table of C importers is that of script/rules itself."""

    def __init__(self, folder):
        self.folder = folder
        self.write("Package.swift", PACKAGE.replace("Pipe", "Compression"))
        self.write("Sources/Floor/Floor.swift", "package struct Floor {}\n")

    def write(self, path, text):
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def breaches(self):
        done = subprocess.run([ROOT / "script/rules", "--root", self.folder], capture_output=True, text=True)
        assert done.stderr == ""
        lines = done.stdout.splitlines()
        assert done.returncode == (1 if lines else 0)
        return lines


@pytest.fixture
def house(tmp_path):
    return House(tmp_path)


def test_this_checkout_keeps_every_rule():
    done = subprocess.run([ROOT / "script/rules"], capture_output=True, text=True)
    assert (done.stdout, done.returncode) == ("", 0)


def test_a_house_that_keeps_the_rules_is_passed(house):
    house.write("Sources/Wall/Wall.swift", "package import Floor\nprivate import Synchronization\n")
    house.write("Sources/Compression/Inflate.swift", "import CZlib\n")
    house.write("Tests/WallTests/WallTests.swift", "import Testing\n@testable import Wall\nimport Floor\n")
    house.write("Sources/Roof/Views/roof.html", '<script src="/assets/app.js" defer></script><p data-style="x">')
    assert house.breaches() == []


@pytest.mark.parametrize("line, rule", [
    ("import Roof", "imports"),
    ("package import Compression", "imports"),
    ("@_exported import Floor", "imports"),
    ("private import struct Elsewhere.Thing", "imports"),
    ("import Foundation", "foundation"),
    ("import CZlib", "c-modules"),
    ("public struct Wall {}", "public"),
    ("@frozen public enum Wall {}", "public"),
    ("open class Wall {}", "public"),
    ("public(set) var wall = 1", "public"),
    ("let wall = try! build()", "traps"),
    ("let wall = thing as! Floor", "traps"),
    ("func build() { fatalError() }", "traps"),
    ("// TODO build", "unfinished"),
    ("final class Wall: @unchecked Sendable {}", "because"),
    ("nonisolated(unsafe) var wall = 1", "because"),
    ("let wall = unsafeBitCast(floor, to: Int.self)", "because"),
    ("let wall = floor.first!", "because"),
    ("let wall = floors[0]!.height", "because"),
    ("Task { await build() }", "tasks"),
    ("Task.detached(priority: .low) { await build() }", "tasks"),
])
def test_a_broken_rule_is_found_with_its_line(house, line, rule):
    house.write("Sources/Wall/Wall.swift", f"/// A wall.\n\n\n\n\n\n{line}\n")
    found = house.breaches()
    assert len(found) == 1
    assert found[0].startswith(f"Sources/Wall/Wall.swift:7: {rule}: ")


@pytest.mark.parametrize("line", [
    "// import Roof, try! and public are only words here",
    'let words = "public import Foundation; try! fatalError()"',
    'let text = """\n    public struct Wall\n    import Foundation\n    """',
    "/* import Roof\nimport Roof */",
    "open()\nopen(wall)",
    "if !wall || wall != other { tear(down: !wall) }",
    "let wall = floor.first!  // because floors() never gives an empty list",
    "/// Shared without a lock because it is written once,\n/// before any thread starts.\nnonisolated(unsafe) var wall = 1",
    "// The server owns it and cancels it at its end.\nlet task = Task { await build() }",
    "bytes.withUnsafeBytes { pointer in read(pointer) }",
])
def test_what_only_looks_like_a_breach_is_passed(house, line):
    house.write("Sources/Wall/Wall.swift", line + "\n")
    assert house.breaches() == []


@pytest.mark.parametrize("old, new, rule, words", [
    ('room("Floor")', 'room("Floor", ["Wall"])', "rows", "Floor (row 1) may not depend on Wall (row 2)"),
    ('["Floor"]),\n        room', '["Compression"]),\n        room', "rows", "Wall (row 2) may not depend on Compression"),
    ('room("Wall", ["Floor"])', 'room("Wall", ["Flor"])', "rows", "Flor, which is no target"),
    ('room("Wall", ["Floor"])', 'room("Wall", ["CZlib"])', "c-modules", "Wall may not depend on CZlib"),
    ('library("CZlib"', 'library("CLatest", apt: "x"),\n        library("CZlib"', "c-modules", "who may import CLatest"),
    ('room("Floor")', 'room("Floor"),\n        room("Utils")', "names", "Utils says nothing"),
    ('// row 3: roofs', '', "rows", "Roof stands under no"),
    ('room("Wall", ["Floor"]),', 'room("Wall", ["Scaffold"]), .target(name: "Scaffold", path: "Tests/Support/Scaffold"),',
     "rows", "Wall (row 2) may not depend on Scaffold"),
])
def test_the_package_is_held_to_its_rows(house, old, new, rule, words):
    package = (house.folder / "Package.swift").read_text()
    assert old in package
    house.write("Package.swift", package.replace(old, new))
    assert any(f" {rule}: " in breach and words in breach for breach in house.breaches())


def test_a_file_of_more_than_400_lines_is_found(house):
    house.write("Sources/Floor/Floor.swift", "// floor\n" * 400)
    assert house.breaches() == []
    house.write("Sources/Floor/Floor.swift", "// floor\n" * 401)
    assert house.breaches() == ["Sources/Floor/Floor.swift:401: length: 401 lines; split at the next noun"]


def test_a_name_that_gave_up_is_found(house):
    house.write("Sources/Floor/FloorManager.swift", "")
    assert " names: " in house.breaches()[0]


@pytest.mark.parametrize("markup", [
    "<script>run()</script>", "<style>p { color: red }</style>", '<p style="color: red">', '<a onclick="run()">',
    '<a href="javascript:run()">',
])
def test_inline_script_and_style_are_found_in_views(house, markup):
    house.write("Sources/Roof/Views/roof.html", f"<!doctype html>\n{markup}\n")
    (found,) = house.breaches()
    assert found.startswith("Sources/Roof/Views/roof.html:2: inline: ")


def test_a_page_script_above_20_kilobytes_is_found(house):
    house.write("Public/app.js", "x" * 20_000)
    assert house.breaches() == []
    house.write("Public/app.js", "x" * 20_001)
    assert " weight: " in house.breaches()[0]


def test_what_tests_share_may_import_what_it_names(house):
    package = (house.folder / "Package.swift").read_text()
    support = '.target(name: "Scaffold", dependencies: ["Floor"], path: "Tests/Support/Scaffold"),\n        tests("Wall"'
    house.write("Package.swift", package.replace('tests("Wall"', support))
    house.write("Tests/Support/Scaffold/Scaffold.swift", "import Floor\n")
    assert house.breaches() == []
    house.write("Tests/Support/Scaffold/Scaffold.swift", "import Wall\n")
    assert " imports: " in house.breaches()[0]


def test_a_source_folder_without_target_is_found(house):
    house.write("Sources/Cellar/Cellar.swift", "struct Cellar {}\n")
    assert house.breaches() == ["Sources/Cellar/Cellar.swift:1: imports: Cellar is not in Package.swift"]
