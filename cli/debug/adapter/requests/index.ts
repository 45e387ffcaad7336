import { breakpointRequests } from "./breakpoints.ts";
import type { RequestTable } from "./request.ts";
import { travelRequests } from "./travel.ts";
import { viewRequests } from "./views.ts";

export { EXCEPTION_FILTERS } from "./breakpoints.ts";
export { readArguments, type RequestAnswer } from "./request.ts";

/** Every request about an open log. */
export const logRequests: RequestTable = {
  ...travelRequests,
  ...breakpointRequests,
  ...viewRequests,
};
