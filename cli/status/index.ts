export { formatStatus } from "./format.ts";
export { openPage } from "./page.ts";
