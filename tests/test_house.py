"""The house rules that no linter knows: names, lengths, no SQL in Python, no place of a machine."""

import ast
import re
import statistics
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CODE = sorted(path for room in ("pipelines", "warehouse") for path in (ROOT / room).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
SAY_NOTHING = {"utils", "util", "helpers", "common", "core", "base", "manager", "misc"}


def bodies(path: Path) -> list[tuple[str, int]]:
    """Name and body length, docstring left out, of every function of a file."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            told = ast.get_docstring(node) is not None and len(node.body) > 1
            first = node.body[1 if told else 0]
            found.append((f"{path.name}:{node.name}", (node.end_lineno or 0) - first.lineno + 1))
    return found


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_is_named_says_what_lives_here_and_is_short(path: Path) -> None:
    assert path.stem not in SAY_NOTHING
    text = path.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text)), "a module opens with what lives here"
    assert text.count("\n") <= 370


def test_functions_are_short() -> None:
    sizes = [size for path in CODE for size in bodies(path)]
    too_long = [size for size in sizes if size[1] > 60]
    assert not too_long
    assert statistics.median(size for _, size in sizes) <= 10


def test_python_writes_no_sql() -> None:
    statement = re.compile(
        r"^\s*(select\b.+\bfrom\b|with\s+\w+\s+as\s*\(|insert into\b|copy .+ to\b|attach\s"
        r"|create (or replace )?(table|view|macro)\b|pragma\s|delete from\b|update \w+ set\b)",
        re.IGNORECASE | re.DOTALL,
    )
    for path in CODE:
        tree = ast.parse(path.read_text("utf-8"))
        docs = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in docs
            ):
                assert not statement.match(node.value), f"{path}:{node.lineno} writes SQL"


def outlives_its_test(fixture: ast.expr) -> bool:
    """Whether a decorator is that of a fixture kept for a class, module, package or session."""
    return (
        isinstance(fixture, ast.Call)
        and ast.unparse(fixture.func) == "pytest.fixture"
        and any(each.arg == "scope" for each in fixture.keywords)
        and "scope='function'" not in ast.unparse(fixture)
    )


def test_a_fixture_that_outlives_its_test_leaves_nothing_open() -> None:
    """What it holds while it yields, such as a patch, is met by other tests, as the order falls."""
    open_ended = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in TESTS
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
        and any(map(outlives_its_test, node.decorator_list))
        and any(isinstance(each, ast.Yield | ast.YieldFrom) for each in ast.walk(node))
    ]
    assert open_ended == []


def test_no_tracked_file_names_a_place_of_a_machine_or_an_index() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: nothing says which files are tracked")
    hosts = "|".join(["python" + "hosted", "pypi" + r"\.org", "registry" + r"\.npmjs"])
    done = subprocess.run(
        ["git", "grep", "-nIE", rf"(^|[^.\w])/(work|root|farm)/|{hosts}", "--", "."],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == ""
