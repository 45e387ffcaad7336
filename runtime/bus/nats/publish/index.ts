export { type HeldRequest, Publisher, asInvalid } from "./publisher.ts";
export { type WhenFull, RecordWriter } from "./writer.ts";
