export { type ConfigFlags } from "./layers.ts";
export { loadConfig, type LoadedConfig, type LoadOptions } from "./load.ts";
export {
  Config,
  LOG_LEVELS,
  SEARCH_STRATEGIES,
  defaults,
  hashedSettings,
  type LogLevel,
} from "./schema.ts";
export { Secret, readSecrets } from "./secret.ts";
export { settings } from "./settings.ts";
export { showConfig } from "./show.ts";
export { formatForm, formatSpec, parseSpec, withoutCredentials, type SpecForm } from "./spec.ts";
