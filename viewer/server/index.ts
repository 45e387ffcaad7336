export { readPage, type PageFiles } from "./page-files.ts";
export { startViewer, type Viewer, type ViewerOptions } from "./server.ts";
