import { expect, test } from "vitest";
import { blobAccess } from "../../../../runtime/bus/index.ts";
import type { Current, Reopen } from "./harness.ts";

const SESSION = "s";

/** Blobs, and the texts and JSON on top of them. */
export function blobTests(bus: Current, reopen: Reopen): void {
  test("blobs come back as they were put, also after opening", async () => {
    const blobs = blobAccess(bus(), SESSION);
    const bytes = new Uint8Array(100_000).map((_, n) => n % 251);
    const [ref, ...others] = await Promise.all([
      blobs.put(bytes),
      blobs.put(bytes),
      blobs.put(bytes),
    ]);
    expect(others).toEqual([ref, ref]);
    const copy = await blobs.get(ref);
    expect(copy).toEqual(bytes);
    copy.fill(0);
    expect(await blobs.get(ref)).toEqual(bytes);
    await reopen();
    expect(await blobAccess(bus(), SESSION).get(ref)).toEqual(bytes);
  });

  test("an absent blob is missing", async () => {
    const ref = { sha256: "0".repeat(64), bytes: 1 };
    await expect(bus().getBlob(SESSION, ref)).rejects.toMatchObject({ code: "BLOB_MISSING" });
    const hostile = { sha256: "../../../etc/passwd", bytes: 1 };
    await expect(bus().getBlob(SESSION, hostile)).rejects.toMatchObject({ code: "BLOB_MISSING" });
  });

  test("texts and JSON travel inline or as blobs", async () => {
    const blobs = blobAccess(bus(), SESSION);
    for (const text of ["", "short", "é".repeat(16_384), "é".repeat(16_385), "x".repeat(1e6)]) {
      const ref = await blobs.putText(text);
      expect(typeof ref === "string").toBe(Buffer.byteLength(text) <= 32 * 1024);
      expect(await blobs.getText(ref)).toBe(text);
    }
    const one = await blobs.putJson({ a: [1, { b: null }], c: "d" });
    expect(await blobs.putJson({ c: "d", a: [1, { b: null }] })).toEqual(one);
    expect(await blobs.getJson(one)).toEqual({ a: [1, { b: null }], c: "d" });
  });
}
