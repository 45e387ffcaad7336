// A process that appends until it is killed, and says on stdout which seq is flushed.
import { writeSync } from "node:fs";
import { createLog, openLog } from "../../../runtime/log/index.ts";
import { payloadOf } from "./payload.ts";

const [path = "", mode = ""] = process.argv.slice(2);
const log = mode === "create" ? await createLog(path) : await openLog(path);
let seq = log.recovery.seq;
for (;;) {
  const batch = 1 + (seq % 50);
  for (let n = 0; n < batch; n += 1) {
    seq += 1;
    log.writer.append(payloadOf(seq, "x".repeat((seq * 37) % 5000)));
  }
  await log.writer.flush();
  writeSync(1, `${seq}\n`);
}
