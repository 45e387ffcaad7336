export { dotnetProjects, type Projects } from "./projects.ts";
