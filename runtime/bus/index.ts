export { blobAccess } from "./blob-access.ts";
export type { Bus, Delivery, Subscription } from "./bus.ts";
export { BLOB_FOLDER, BlobStore } from "./embedded/blobs.ts";
export { EmbeddedBus } from "./embedded/bus.ts";
export { LOG_FILE } from "./embedded/recover.ts";
export {
  NatsBus,
  readBlobs,
  readControl,
  removeRun,
  type RunStreams,
  type SessionEnd,
} from "./nats/index.ts";
