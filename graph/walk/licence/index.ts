/** Licences of a repository: what its manifests declare and what its licence files say. */
export { anyOf, licenceField } from "./field.ts";
export { licenceOfText, orLater } from "./text.ts";
