export { blobAccess } from "./blob-access.ts";
export { BlobCache } from "./blob-cache.ts";
export { BLOB_FOLDER, BlobStore } from "./blob-store.ts";
