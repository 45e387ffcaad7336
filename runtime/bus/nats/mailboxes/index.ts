export { CatchUp } from "./catch-up.ts";
export { beginningOf } from "./first-position.ts";
export { Live } from "./live-feed.ts";
export { Mailboxes } from "./mailboxes.ts";
