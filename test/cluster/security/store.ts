import { readFile } from "node:fs/promises";
import path from "node:path";
import { filesBelow } from "../../cli/harness/output-files.ts";
import type { NatsServer } from "../../nats/server.ts";

/** Everything that a server has written to its store. */
export async function storeOf(server: NatsServer): Promise<Buffer> {
  const store = path.join(server.directory, "store");
  const files = await filesBelow(store);
  return Buffer.concat(await Promise.all(files.map((file) => readFile(path.join(store, file)))));
}
