import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  ENVELOPE_LIMIT,
  countOf,
  copyEnvelope,
  countOfSender,
  decodeEnvelope,
  encodeEnvelope,
  isHindcastError,
  messageId,
  replyId,
  requestOfReply,
  type Envelope,
} from "../../protocols/index.ts";

const text = fc.string({ unit: "binary", minLength: 1 });
const envelopes: fc.Arbitrary<Envelope> = fc.record({
  id: text,
  run: text,
  session: text,
  from: text,
  to: text,
  kind: text,
  cause: fc.option(text),
  seq: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  time: fc.integer({ min: 0, max: 2 ** 52 }),
  body: fc.jsonValue().filter((value) => !JSON.stringify(value).includes("__proto__")),
});

/** What a call returns, or the code of the error that it throws. */
function attempt(call: () => string): string {
  try {
    return call();
  } catch (error) {
    return isHindcastError(error) ? error.code : String(error);
  }
}

/** JSON has one zero. */
function plain(envelope: Envelope): Envelope {
  return JSON.parse(JSON.stringify(envelope)) as Envelope;
}

test("a copy for a receiver is what its bytes hold, and shares no object", () => {
  const hostile = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<unknown>(-0, undefined, null, "\ud800", "\udc00a", 2 ** 60, -1.5, true),
      fc.string({ unit: "binary" }),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(
        fc.oneof(fc.string(), fc.constantFrom("__proto__", "\ud801", "1")),
        tie("value"),
        {
          maxKeys: 3,
        },
      ),
    ),
  })).value;
  fc.assert(
    fc.property(
      fc.oneof(
        envelopes,
        envelopes.chain((envelope) => hostile.map((body) => ({ ...envelope, body }))),
      ),
      (envelope) => {
        const bytes = encodeEnvelope(envelope);
        const copy = copyEnvelope(envelope, bytes);
        expect(copy).toStrictEqual(decodeEnvelope(bytes));
        const isObject = typeof envelope.body === "object" && envelope.body !== null;
        expect(copy.body === envelope.body && isObject).toBe(false);
      },
    ),
  );
});

test("an envelope comes back from its bytes", () => {
  fc.assert(
    fc.property(envelopes, (envelope) => {
      expect(plain(decodeEnvelope(encodeEnvelope(envelope)))).toEqual(plain(envelope));
    }),
  );
});

test("bytes do not depend on what was encoded before", () => {
  fc.assert(
    fc.property(envelopes, envelopes, (one, other) => {
      const first = Buffer.from(encodeEnvelope(one));
      encodeEnvelope(other);
      decodeEnvelope(encodeEnvelope(other));
      expect(encodeEnvelope(one).equals(first)).toBe(true);
      expect(first.subarray(0, 4)).toEqual(Buffer.from([0x8a, 0xa2, 0x69, 0x64]));
    }),
  );
});

test("damaged bytes are refused or are another envelope, never a crash", () => {
  fc.assert(
    fc.property(envelopes, fc.nat(), fc.nat(255), fc.nat(), (envelope, at, value, cut) => {
      const bytes = Buffer.from(encodeEnvelope(envelope));
      bytes[at % bytes.length] = value;
      for (const damaged of [bytes, bytes.subarray(0, cut % bytes.length)]) {
        expect(attempt(() => typeof decodeEnvelope(damaged).id)).toMatch(
          /^string$|^MESSAGE_INVALID$/,
        );
      }
    }),
  );
});

test("any bytes at all", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(() => decodeEnvelope(bytes)).toThrow("MESSAGE_INVALID");
    }),
  );
  // Arrays in arrays, deeper than any stack.
  expect(() => decodeEnvelope(Buffer.alloc(500_000, 0x91))).toThrow("MESSAGE_INVALID");
});

test("an envelope that no bus carries is refused", () => {
  for (const envelope of fc.sample(envelopes, 10)) {
    const large = { ...envelope, body: "x".repeat(ENVELOPE_LIMIT) };
    expect(() => encodeEnvelope(large)).toThrow("MESSAGE_TOO_LARGE");
  }
});

test("ids say what they are of", () => {
  fc.assert(
    fc.property(text, fc.nat(), (from, n) => {
      const id = messageId(from, n);
      expect(countOf(id)).toBe(n);
      expect(countOfSender(id, from)).toBe(n);
      expect(countOfSender(id, `${from}#`)).toBeUndefined();
      expect(countOfSender(`${from}#0${n}`, from)).toBeUndefined();
      expect(countOfSender(`${id}x`, from)).toBeUndefined();
      expect(requestOfReply(id)).toBeUndefined();
      expect(requestOfReply(replyId(id))).toBe(id);
      expect(countOf(replyId(id))).toBeUndefined();
      expect(requestOfReply(replyId(replyId(id)))).toBe(replyId(id));
    }),
  );
});
