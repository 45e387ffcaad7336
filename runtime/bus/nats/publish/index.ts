export { type InHand, Publisher, asInvalid } from "./publisher.ts";
export { type WhenFull, Writer } from "./writer.ts";
