export { BLOB_FOLDER, BlobStore, blobAccess } from "./blobs/index.ts";
export type { Bus, Delivery, Subscription } from "./bus.ts";
export { EmbeddedBus } from "./embedded/bus.ts";
export { LOG_FILE } from "./embedded/recover.ts";
