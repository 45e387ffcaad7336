import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { EmbeddedBus } from "../../../runtime/bus/index.ts";
import { busConformance } from "./conformance.ts";
import { RUN } from "./parts.ts";

const directories: string[] = [];
let last = "";

busConformance("embedded", {
  async create() {
    last = await mkdtemp(path.join(tmpdir(), "hindcast-bus-"));
    directories.push(last);
    return EmbeddedBus.create(last, { run: RUN });
  },
  async reopen(bus) {
    await bus.close();
    return EmbeddedBus.open(last, { run: RUN });
  },
  async destroy() {
    for (const directory of directories.splice(0)) await rm(directory, { recursive: true });
  },
});
