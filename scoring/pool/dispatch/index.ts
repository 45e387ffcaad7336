export { anyEndpoint } from "./any-endpoint.ts";
export { JobScheduler } from "./job-scheduler.ts";
