import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  decodeToken,
  encodeToken,
  formatAddress,
  isHindcastError,
  mailboxSubject,
  parseAddress,
  parseSubject,
  subjectOf,
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

test("any text is a legal token and comes back", () => {
  fc.assert(
    fc.property(text, (value) => {
      const token = encodeToken(value);
      expect(token).toMatch(/^[A-Za-z0-9_=-]+$/);
      expect(decodeToken(token)).toBe(value);
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

test("what is no token is refused, never read as one", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^(=[0-9A-F]{2}|a)+$/)), (token) => {
      const back = attempt(() => encodeToken(decodeToken(token)));
      expect([token, "ADDRESS_INVALID"]).toContain(back);
    }),
  );
  for (const bad of ["", "=", "=4", "=4g", "=41", "=FF", "=C3", "a.b", "é", "=2f"]) {
    expect(() => decodeToken(bad)).toThrow("ADDRESS_INVALID");
  }
});

test("addresses come back, whatever their key", () => {
  fc.assert(
    fc.property(address, (value) => {
      expect(parseAddress(formatAddress(value))).toEqual(value);
    }),
  );
});

test("subjects come back and lie in their mailbox alone", () => {
  fc.assert(
    fc.property(name, address, address, address, (run, a, b, c) => {
      const [to, from, other] = [formatAddress(a), formatAddress(b), formatAddress(c)];
      const subject = subjectOf(run, to, from);
      expect(subject.split(".")).toHaveLength(6);
      expect(parseSubject(subject)).toEqual({ run, to, from });
      const within = (mailbox: string): boolean => subject.startsWith(mailbox.slice(0, -1));
      expect(within(mailboxSubject(run, to))).toBe(true);
      expect(within(mailboxSubject(run, other))).toBe(other === to);
    }),
  );
});

test("what is no address is refused", () => {
  const half = String.fromCharCode(0xd800);
  for (const bad of ["", "a", "a/b", "a/b/", "/b/c", "a//c", "a b/c/d", "é/b/c", `a/b/${half}`]) {
    expect(() => parseAddress(bad)).toThrow("ADDRESS_INVALID");
  }
  expect(() => encodeToken(half)).toThrow("ADDRESS_INVALID");
  for (const bad of [
    "",
    "hindcast.r.s.r.k",
    "x.r.s.r.k.f",
    "hindcast.r.s.r.k.f.g",
    "hindcast......",
  ]) {
    expect(() => parseSubject(bad)).toThrow("ADDRESS_INVALID");
  }
  fc.assert(
    fc.property(fc.string(), (value) => {
      const back = attempt(() => formatAddress(parseAddress(value)));
      expect([value, "ADDRESS_INVALID"]).toContain(back);
    }),
  );
});
