export { parseRepositoryFilter, type RepositoryFilter } from "./filter.ts";
export { planRepositories } from "./plan.ts";
export { isTable, tableRows } from "./rows.ts";
export { planSessions, type SessionPlan } from "./sessions.ts";
