export { Mailboxes } from "./mailbox.ts";
export { strictlyFold } from "./strict.ts";
