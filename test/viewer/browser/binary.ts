import { spawnSync } from "node:child_process";

/** The browser to test with. */
export const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** What to do where there is none. */
export const HOW_TO_GET_IT =
  "install Chromium (`apt-get install chromium`), or name a binary of it or of Chrome in CHROMIUM";

const hasChromium = spawnSync(CHROMIUM, ["--version"], { stdio: "ignore" }).status === 0;

/** Whether tests that need the browser are left out. Never with CI set: there, they fail. */
export const skipsChromium: boolean = !hasChromium && !process.env["CI"];
