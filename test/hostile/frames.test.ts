import { Packr } from "msgpackr";
import { describe, expect, test } from "vitest";
import {
  decodeDraft,
  decodeEnvelope,
  encodeEnvelope,
  type Envelope,
} from "../../protocols/index.ts";

const packr = new Packr({ useRecords: false, variableMapSize: true });
const message: Envelope = {
  id: "s-000000/main/main#0",
  run: "r",
  session: "s-000000",
  from: "s-000000/main/main",
  to: "run/control/driver",
  kind: "session.failed",
  cause: null,
  seq: 1,
  time: 0,
  body: {},
};

class Instance {
  readonly value = 1;
}

/** A body of raw msgpack in a frame that is right otherwise. */
function framed(body: Buffer): Buffer {
  const head = packr.pack({ ...message, body: 0 });
  return Buffer.concat([head.subarray(0, head.length - 1), body]);
}

const nested = (depth: number): Buffer =>
  Buffer.concat([Buffer.alloc(depth, 0x91), Buffer.from([0xc0])]);

describe("a frame", () => {
  test.each<[string, Buffer]>([
    ["3,000 nested arrays", framed(nested(3000))],
    ["900,000 nested arrays", framed(nested(900_000))],
    ["a big integer", framed(packr.pack(2n ** 60n))],
    ["a date", framed(packr.pack({ at: new Date(0) }))],
    ["a set", framed(Buffer.from([0xd4, 0x73, 0x00, 0x91, 0x01]))],
    ["a regular expression", framed(Buffer.from([0xc7, 5, 0x78, 0x92, 0xa1, 0x61, 0xa1, 0x67]))],
    ["an error", framed(Buffer.from([0xc7, 0x04, 0x65, 0x93, 0xa1, 0x45, 0xa1, 0x72]))],
    ["bytes", framed(packr.pack({ bytes: Buffer.from("x") }))],
    ["no number", framed(packr.pack({ value: NaN }))],
    ["infinity", framed(packr.pack([Infinity]))],
    ["an array of 2^32 - 1", framed(Buffer.from([0xdd, 0xff, 0xff, 0xff, 0xff]))],
    ["a map of 2^32 - 1", framed(Buffer.from([0xdf, 0xff, 0xff, 0xff, 0xff]))],
    ["nothing", Buffer.alloc(0)],
    ["junk", Buffer.alloc(100, 0xc1)],
    ["a time beyond all dates", packr.pack({ ...message, time: 1e20 })],
    ["a time that is none", packr.pack({ ...message, time: NaN })],
    ["a big integer as position", packr.pack({ ...message, seq: 2n ** 60n })],
  ])("of %s is MESSAGE_INVALID", (_what, bytes) => {
    expect(() => decodeEnvelope(bytes)).toThrowError(
      expect.objectContaining({ code: "MESSAGE_INVALID" }) as Error,
    );
    expect(() => decodeDraft(bytes, 1, 0)).toThrowError(
      expect.objectContaining({ code: "MESSAGE_INVALID" }) as Error,
    );
  });

  test.each<[string, unknown]>([
    ["a date", new Date(0)],
    ["a set", new Set([1])],
    ["an instance of a class", new Instance()],
    ["no number", NaN],
    ["a big integer", 1n],
  ])("is not made of %s", (_what, value) => {
    expect(() => encodeEnvelope({ ...message, body: { value } })).toThrowError(
      expect.objectContaining({ code: "MESSAGE_INVALID" }) as Error,
    );
  });

  test("of plain values comes back as it was", () => {
    const body = { a: [1, -1.5, "x", null, true, {}], deep: { deep: { deep: [] } } };
    expect(decodeEnvelope(encodeEnvelope({ ...message, body })).body).toEqual(body);
    expect(decodeEnvelope(framed(nested(100))).kind).toBe("session.failed");
  });
});
