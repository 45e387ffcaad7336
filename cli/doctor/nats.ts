import { type NatsOptions, connectNats } from "../../runtime/nats/index.ts";
import { attempt, type Check } from "./check.ts";

/** Whether a NATS server can be reached with these options, and can carry runs. */
export function checkNats(options: () => NatsOptions): Promise<Check> {
  const todo =
    "start it with JetStream (`nats-server -js`), or correct --nats; see docs/clusters.md";
  return attempt("nats", todo, async () => {
    const link = await connectNats(options());
    const { version } = link;
    await link.close();
    return { status: "ok", detail: `version ${version} with JetStream answers` };
  });
}
