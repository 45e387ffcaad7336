export { graphService, type GraphServiceOptions } from "./service.ts";
