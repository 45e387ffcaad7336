import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  encodeToken,
  formatAddress,
  isHindcastError,
  parseAddress,
} from "../../protocols/index.ts";

const name = fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/);
const text = fc.oneof(
  fc.string({ unit: "binary", minLength: 1 }),
  fc.string({ unit: "grapheme", minLength: 1 }),
  fc.string({ minLength: 1 }),
  fc.constantFrom(".", "..", "*", ">", "a.b/c d", "\0", "\n", "=41", "=", "src/é/😀.py", "$JS.API"),
);
const address = fc.record({ session: name, role: name, key: text });

/** What a call returns, or the code of the error that it throws. */
function attempt(call: () => string): string {
  try {
    return call();
  } catch (error) {
    return isHindcastError(error) ? error.code : String(error);
  }
}

/** Reads a token back by the rule alone. */
function decoded(token: string): string {
  return decodeURIComponent(token.replaceAll("=", "%"));
}

test("any text is a legal token and comes back", () => {
  fc.assert(
    fc.property(text, (value) => {
      const token = encodeToken(value);
      expect(token).toMatch(/^[A-Za-z0-9_=-]+$/);
      expect(decoded(token)).toBe(value);
    }),
  );
});

test("different texts have different tokens, also in another case", () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(encodeToken(a) === encodeToken(b)).toBe(a === b);
    }),
  );
});

test("addresses come back, whatever their key", () => {
  fc.assert(
    fc.property(address, (value) => {
      expect(parseAddress(formatAddress(value))).toEqual(value);
    }),
  );
});

test("what is no address is refused", () => {
  const half = String.fromCharCode(0xd800);
  for (const bad of ["", "a", "a/b", "a/b/", "/b/c", "a//c", "a b/c/d", "é/b/c", `a/b/${half}`]) {
    expect(() => parseAddress(bad)).toThrow("ADDRESS_INVALID");
  }
  expect(() => encodeToken(half)).toThrow("ADDRESS_INVALID");
  fc.assert(
    fc.property(fc.string(), (value) => {
      const back = attempt(() => formatAddress(parseAddress(value)));
      expect([value, "ADDRESS_INVALID"]).toContain(back);
    }),
  );
});
