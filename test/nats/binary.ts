import { spawnSync } from "node:child_process";

/** The server to test with; any version from 2.9 on. */
export const NATS_SERVER = process.env["NATS_SERVER"] ?? "nats-server";

/** What to do where there is none. */
export const HOW_TO_GET_IT =
  "install nats-server 2.9 or newer (`apt-get install nats-server`, `brew install nats-server`, or " +
  "https://github.com/nats-io/nats-server/releases), or name a binary in NATS_SERVER";

/** Whether there is a server that runs. */
export const hasNatsServer: boolean =
  spawnSync(NATS_SERVER, ["--version"], { stdio: "ignore" }).status === 0;

/** Whether tests that need the server are left out. Never with CI set: there, they fail. */
export const skipsNats: boolean = !hasNatsServer && !process.env["CI"];
