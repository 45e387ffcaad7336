import { spawnSync } from "node:child_process";

/** What to do where a pseudo-terminal cannot be had. */
export const HOW_TO_GET_IT =
  "install the `script` of util-linux (`apt-get install bsdutils`; a BSD has another one)";

const { status, stdout } = spawnSync("script", ["--version"], { encoding: "utf8" });

/** Whether tests that need a pseudo-terminal are left out. Never with CI set: there, they fail. */
export const skipsPty: boolean =
  !(status === 0 && stdout.includes("util-linux")) && !process.env["CI"];
