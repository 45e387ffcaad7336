import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import * as fc from "fast-check";
import { afterEach, beforeEach } from "vitest";

/** Bodies that msgpack carries unchanged: JSON without negative zero and without `__proto__`. */
export const bodies = fc.jsonValue().map((value) => {
  return JSON.parse(JSON.stringify(value).replaceAll("__proto__", "proto")) as unknown;
});

/** A directory for each test, and files in it. */
export function temporary(): {
  file(name?: string): string;
  write(bytes: Uint8Array, name?: string): Promise<string>;
  read(name?: string): Promise<Buffer>;
} {
  let root = "";
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), "hindcast-log-"));
  });
  afterEach(async () => {
    await rm(root, { recursive: true });
  });
  const file = (name = "log.hlog"): string => path.join(root, name);
  return {
    file,
    read: (name) => readFile(file(name)),
    async write(bytes, name) {
      await writeFile(file(name), bytes);
      return file(name);
    },
  };
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
