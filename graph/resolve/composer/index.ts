export { composerAutoload, type Autoload } from "./autoload.ts";
