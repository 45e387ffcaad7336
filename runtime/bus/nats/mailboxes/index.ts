export { CatchUp } from "./catch-up.ts";
export { firstPositionOf } from "./first-position.ts";
export { LiveFeed } from "./live-feed.ts";
export { NatsMailboxes } from "./mailboxes.ts";
