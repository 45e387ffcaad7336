import { constants, functions, keywords, members, types } from "./standard-library.ts";

/** Classes of extensions that not every installation has. */
const moreTypes =
  "AllowDynamicProperties CURLFile Collator CurlHandle CurlMultiHandle CurlShareHandle DOMAttr " +
  "DOMDocument DOMElement DOMNode DOMNodeList DOMXPath Deprecated GdImage IntlDateFormatter " +
  "Locale MessageFormatter NoDiscard NumberFormatter OpenSSLAsymmetricKey OpenSSLCertificate " +
  "Override PDO PDOException PDOStatement SensitiveParameter SimpleXMLElement SoapClient Socket " +
  "XMLReader XMLWriter ZipArchive mysqli";
const standardTypes: ReadonlySet<string> = new Set([...types.split(" "), ...moreTypes.split(" ")]);
const standardNames: ReadonlySet<string> = new Set([
  ...standardTypes,
  ...functions.split(" "),
  ...constants.split(" "),
]);

/** Whether a full name is one that PHP itself defines. */
export function isStandardName(name: string): boolean {
  return standardNames.has(name) || /^(?:Random|Dom|FFI|Uri)\\/.test(name);
}

/** Words of PHP: keywords, and the names of its bundled extensions. */
export function* phpVocabulary(): Generator<string> {
  yield* keywords.split(" ");
  yield* standardNames;
  yield* members.split(" ");
}
