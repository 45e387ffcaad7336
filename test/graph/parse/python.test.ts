import { expect, test } from "vitest";
import { recordOf, symbol } from "../languages/language.ts";

test("Python: definitions, decorators, conditional and lazy imports", async () => {
  const record = await recordOf(
    "a.py",
    `"""Secret documentation."""
from __future__ import annotations
import os.path, numpy as np
from . import sibling
from .deep.mod import (one, two as zwei)
from pkg import *
if TYPE_CHECKING:
    from typing import Protocol
try:
    import fast
except ImportError:
    fast = None

MAX_SIZE: int = 10
_private = {"key": "secret"}

@decorate(level=3)
class Shape(Base, metaclass=Meta):
    """Secret."""
    kind: str = "secret"

    @property
    def area(self) -> float: return self.width * self.height()

    @classmethod
    async def load(cls, path: str = "secret", *args, scale=1.0, **kwargs) -> "Shape":
        from .late import helper
        with open(path) as handle, lock:
            for name, (x, y) in parse(handle):
                if name: raise BadShape(name) from None
        try:
            return await cls.load(path)
        except (OSError, errors.Broken) as error:
            log.warning(error)
        return [helper(z) for z in args if (found := check(z))]

def outer(callback):
    def wrapper(*inner_args):
        yield callback(inner_args)
    return wrapper

module = importlib.import_module("pkg.plugin")
type Pair = tuple[int, int]
`,
  );
  expect(record.syntaxError).toBe(false);
  expect(
    record.imports.map(({ specifier, names, kind }) => [specifier, names.join(), kind]),
  ).toEqual([
    ["__future__", "", "static"],
    ["os.path", "os", "static"],
    ["numpy", "np", "static"],
    [".", "sibling", "static"],
    [".deep.mod", "one,zwei", "static"],
    ["pkg", "*", "static"],
    ["typing", "Protocol", "type"],
    ["fast", "fast", "static"],
    [".late", "helper", "lazy"],
    ["pkg.plugin", "", "dynamic"],
  ]);
  expect(
    record.symbols.map((item) => `${"  ".repeat(item.depth)}${item.kind} ${item.signature}`),
  ).toEqual([
    "variable fast",
    "constant MAX_SIZE: int",
    "variable _private",
    "class class Shape(Base, metaclass=Meta)",
    "  property kind: str",
    "  getter def area(self) -> float",
    '  method async def load(cls, path: str = "…", *args, scale=1.0, **kwargs) -> "…"',
    "function def outer(callback)",
    "  function def wrapper",
    "variable module",
    "type type Pair",
  ]);
  expect(symbol(record, "Shape").line).toBe(18);
  expect(symbol(record, "load")).toMatchObject({
    uses: [
      "classmethod",
      "open",
      "parse",
      "BadShape",
      "load",
      "OSError",
      "Broken",
      "warning",
      "helper",
      "check",
    ],
    flow: ["loops", "branches", "throws", "awaits", "recurses", "catches"],
  });
  expect(symbol(record, "load").binds).toEqual([
    "cls",
    "path",
    "args",
    "scale",
    "kwargs",
    "helper",
    "handle",
    "name",
    "x",
    "y",
    "error",
    "z",
    "found",
  ]);
});
