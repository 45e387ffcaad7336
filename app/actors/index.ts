export { checkSpecs, chosenBackends, configured } from "./backends.ts";
export { authorOptions, graphOptions, scorerOptions, sessionSettings } from "./options.ts";
export { loadActors, type ActorRegistry, type LoadActorsOptions } from "./registry.ts";
export { createServices, serviceRoles, type ServiceContext } from "./services.ts";
export { RecordedAnswers } from "./recorded-answers.ts";
