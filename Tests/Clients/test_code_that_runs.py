"""F3 with the embedded model itself: ten easy questions, whose Python is run. A small model errs, so eight must pass.

Needs the weights that script/models fetches (1.1 GB), and is skipped where they are not.
"""

import os
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from textserver import ROOT

MODELS = Path(os.environ.get("MODELS_DIR") or ROOT / ".models")
WEIGHTS = MODELS / "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"
NEEDED = 8

# Python's own audit events: no writing, no network, no other process.
GUARD = """
import sys
def _guard(event, arguments):
    writes = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
    if writes or event.split(".")[0] in ("socket", "subprocess", "ctypes", "shutil") or event in (
            "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.kill"):
        raise PermissionError(event)
sys.addaudithook(_guard)
"""

# The question, and what the answer's code must make true.
TASKS = [
    ("Write a Python function is_prime(n) that returns True if n is a prime number.",
     "[n for n in range(30) if is_prime(n)] == [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]"),
    ("Schreibe eine Python-Funktion fib(n), die die n-te Fibonacci-Zahl zurückgibt, mit fib(0) = 0 und fib(1) = 1.",
     "[fib(n) for n in range(10)] == [0, 1, 1, 2, 3, 5, 8, 13, 21, 34]"),
    ("Write a Python function reverse_string(text) that returns the text reversed.",
     "reverse_string('abc') == 'cba' and reverse_string('') == ''"),
    ("Schreibe eine Python-Funktion count_vowels(text), die zählt, wie viele der Buchstaben a, e, i, o, u im Text stehen.",
     "count_vowels('hello world') == 3 and count_vowels('xyz') == 0"),
    ("Write a Python function is_palindrome(text) that ignores case.",
     "is_palindrome('Level') and not is_palindrome('Lever')"),
    ("Schreibe eine Python-Funktion gcd(a, b), die den größten gemeinsamen Teiler berechnet.",
     "gcd(48, 36) == 12 and gcd(7, 5) == 1"),
    ("Write a Python function factorial(n) for non-negative integers.",
     "[factorial(n) for n in range(6)] == [1, 1, 2, 6, 24, 120]"),
    ("Schreibe eine Python-Funktion word_count(text), die ein dict zurückgibt: wie oft jedes Wort vorkommt.",
     "dict(word_count('a b a')) == {'a': 2, 'b': 1}"),
    ("Write a Python function flatten(lists) that turns a list of lists into one flat list.",
     "list(flatten([[1, 2], [3], []])) == [1, 2, 3]"),
    ("Schreibe eine Python-Funktion celsius_to_fahrenheit(c).",
     "celsius_to_fahrenheit(100) == 212 and celsius_to_fahrenheit(-40) == -40"),
]


@pytest.mark.skipif(not WEIGHTS.exists(), reason=f"no weights in {MODELS}; script/models fetches them")
def test_F3_at_least_eight_of_ten_answers_are_code_that_works(start_app):
    app = start_app(TEXT_MODEL="on", MODELS_DIR=MODELS)
    failures = []
    for question, expectation in TASKS:
        answer = app.ask(question, timeout=300)
        assert answer.status_code == 200, answer.text
        if complaint := complaint_about(code_in(answer.json()["code"]), expectation):
            failures.append(f"{question}\n  {complaint}")
    print("\n".join(failures))
    assert len(TASKS) - len(failures) >= NEEDED


def code_in(answer):
    """The first fenced block, or all of it."""
    block = re.search(r"```(?:python|py)?[ \t]*\n(.*?)```", answer, re.DOTALL | re.IGNORECASE)
    return block[1] if block else answer


def complaint_about(code, expectation):
    """None if the expectation holds. The code runs confined: it may compute for two seconds in little memory, no more."""
    program = f"{GUARD}\n{code}\nassert {expectation}\nprint('it holds')\n"
    try:
        done = subprocess.run([sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, timeout=60,
                              env={}, cwd="/", preexec_fn=confine, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return "did not end"
    if done.returncode == 0 and done.stdout.endswith("it holds\n"):
        return None
    return (done.stderr.strip().splitlines() or ["ended without a word"])[-1]


def confine():
    for limit, value in [(resource.RLIMIT_CPU, 2), (resource.RLIMIT_AS, 512 << 20), (resource.RLIMIT_FSIZE, 0),
                         (resource.RLIMIT_NPROC, 0), (resource.RLIMIT_NOFILE, 16)]:
        resource.setrlimit(limit, (value, value))


@pytest.mark.parametrize("code, holds", [
    ("def f(): return 1", True), ("def f(): return 2", False), ("def f(:", False), ("def f():\n  while True: pass", False),
    ("import sys\nsys.exit(0)", False), ("open('x', 'w').write('x')\ndef f(): return 1", False),
    ("import os\nos.system('true')\ndef f(): return 1", False), ("import socket\nsocket.socket()\ndef f(): return 1", False),
    ("import math, collections\ndef f(): return math.gcd(1, 1)", True),
    ("def f(): return 'x' * (1 << 30) and 1", False),
])
def test_the_judge_tells_right_from_wrong(code, holds):
    assert (complaint_about(code, "f() == 1") is None) == holds
