export { ServiceFacts } from "./service-facts.ts";
