import { expect, test } from "vitest";
import { packSnapshot, surveyRepository, unpackSnapshot } from "../../../graph/index.ts";
import { isHindcastError } from "../../../protocols/errors/index.ts";
import { emptyDirectory, limits, write } from "../tree.ts";

const files = { "package.json": '{"name":"x"}', "src/a.ts": "export const a = 1;\n", "b.txt": "" };

test("equal trees have equal bytes wherever they are", async () => {
  const first = await surveyRepository(write(emptyDirectory(), files), limits);
  const reversed = Object.fromEntries(Object.entries(files).reverse());
  const second = await surveyRepository(write(emptyDirectory(), reversed), limits);
  expect(Buffer.compare(first.bytes, second.bytes)).toBe(0);
});

test("a snapshot comes back whole and repacks to its bytes", async () => {
  const { bytes, snapshot } = await surveyRepository(write(emptyDirectory(), files), limits);
  const back = unpackSnapshot(bytes);
  expect(back.manifest).toEqual(snapshot.manifest);
  expect(Buffer.compare(packSnapshot(back), bytes)).toBe(0);
});

test("every damaged byte is noticed or harmless", async () => {
  const { bytes, snapshot } = await surveyRepository(write(emptyDirectory(), files), limits);
  const hashes = new Set(snapshot.manifest.map((entry) => entry.sha256));
  const outcome = (damaged: Uint8Array): string => {
    try {
      const { manifest } = unpackSnapshot(damaged);
      const known = manifest.every((entry) => !entry.included || hashes.has(entry.sha256));
      return known ? "same content" : "other content";
    } catch (error) {
      return isHindcastError(error) ? error.code : String(error);
    }
  };
  for (let at = 0; at < bytes.length; at++) {
    const damaged = Uint8Array.from(bytes);
    damaged[at] = (damaged[at] ?? 0) ^ 0x01;
    expect(outcome(damaged)).toMatch(/^SNAPSHOT_INVALID$|^same content$/);
  }
  expect(() => unpackSnapshot(new Uint8Array([1, 2, 3]))).toThrow("SNAPSHOT_INVALID");
});

test("a snapshot that names a path outside of the root is refused", async () => {
  const { snapshot } = await surveyRepository(write(emptyDirectory(), { "a.txt": "x" }), limits);
  const manifest = snapshot.manifest.map((entry) => ({ ...entry, path: "../a.txt" }));
  const contents = new Map([["../a.txt", Buffer.from("x")]]);
  const forged = packSnapshot({ ...snapshot, manifest, contents });
  expect(() => unpackSnapshot(forged)).toThrow("leaves the root");
});
