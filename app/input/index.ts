export { parseRepositoryFilter, type RepositoryFilter } from "./filter.ts";
export { planRepositories, type PlanOptions } from "./plan.ts";
export { planSessions, sessionName, type SessionPlan } from "./sessions.ts";
