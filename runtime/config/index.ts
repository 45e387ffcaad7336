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
export { settings } from "./settings.ts";
export { moduleName } from "./module-name.ts";
export { showConfig } from "./show.ts";
