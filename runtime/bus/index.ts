export { blobAccess } from "./blob-access.ts";
export type { Bus, Delivery, LogFilter, RequestOptions, Subscription } from "./bus.ts";
export { BLOB_FOLDER, BlobStore } from "./embedded/blobs.ts";
export { EmbeddedBus } from "./embedded/bus.ts";
export type { BusLogger, EmbeddedOptions } from "./embedded/options.ts";
export { LOG_FILE } from "./embedded/recover.ts";
export { spawnRequests } from "./route.ts";
