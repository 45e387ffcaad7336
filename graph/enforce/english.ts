/** Words in code style that are not names of this repository. */
const words = new Set(
  (
    "a able about above accept access account action active actual add address after again all " +
    "allow alone already also always an and another any anything api app append apply are argument " +
    "around array as ask at attempt attribute author available back base basic be because become " +
    "been before begin behaviour behavior being below best better between bit block body bool " +
    "boolean both branch bug build builder built but by byte bytes cache call callback caller can " +
    "case cause change char character check child class clean clear cli client clone close code " +
    "collect column command comment common compare complete compute condition config configuration " +
    "connection constant constructor contain content context convert copy correct cost count " +
    "create current custom data date debug decide declare decode decorator default define " +
    "definition delete depend dependency depth design dict dictionary different directory do " +
    "document done down each early edge edit element else empty encode end ensure entry enum " +
    "environment equal error event every exact example except exception exclude execute exist " +
    "exit expect explicit export express expression extend extension external extra fact factory " +
    "fail failure fall false fast fetch few field file fill filter final find first fix flag float " +
    "flow folder follow for form format found frame from full function further future generate " +
    "generator generic get git give global go good graph group guard handle handler hash have head " +
    "header heading help helper here hidden hold hook how http https id identifier if ignore " +
    "implement implementation import in include index info inherit init initial inline inner input " +
    "insert inside instance int integer interface internal into invalid is it item iterate " +
    "iterator its javascript job join json just keep key keyword kind know label lambda language " +
    "large last late later layer lazy leaf least left length less let level library like limit " +
    "line link list listener literal load local lock log logger logic long look loop low main make " +
    "manage manager many map mark match maximum may mean member memory merge message metadata " +
    "method middle minimum missing mock mode model module more most move much must name namespace " +
    "need nested new next no node none normal not nothing now null number object of off old on " +
    "once one only open operation operator optional option options or order other out outer output " +
    "outside over override own package page pair parameter parent parse parser part pass path " +
    "pattern per pick place plain plan plugin point pool pop position possible prefix prepare " +
    "present previous primitive print private process produce program project promise property " +
    "protected protocol provide proxy public pure push put python query queue quick raise random " +
    "range rather raw reach read reader ready real reason receive record recover reduce refer " +
    "reference regex register registry reject relative release remove rename render repeat replace " +
    "reply repository request require reset resolve resource respond response rest result resume " +
    "retry return reuse reverse right role root route row rule run runtime safe same save scan " +
    "schema scope score script search second section see seed select self send separate sequence " +
    "serial server service session set setter setting setup shape share short should show side " +
    "signal signature simple since single size skip slice small so some sort source space span " +
    "spawn special specific split stack stage standard start state statement static status stay " +
    "step still stop storage store stream strict string strip struct style subclass submit such " +
    "suffix suite sum super support sure switch symbol sync synchronous syntax system table tag " +
    "take target task template temporary term test text than that the their them then there they " +
    "thing this thought thread throw time title to todo token too tool top track transform " +
    "transition translate traverse tree true try tuple turn two type typescript undefined under " +
    "union unique unit unknown until up update upon url usage use used user utility valid validate " +
    "value variable variant verify version very view visible visit void wait walk want was way we " +
    "well what when where whether which while who whole why will with without word work worker " +
    "would wrap wrapper write writer wrong yaml yet yield you zero"
  ).split(" "),
);
/** Names of products and techniques that are written like code. */
const names = new Set(
  (
    "GitHub GitLab BitBucket JavaScript TypeScript CoffeeScript PostgreSQL MySQL SQLite MariaDB " +
    "MongoDB DynamoDB InfluxDB CouchDB OpenAI OpenAPI OpenSSL OpenTelemetry GraphQL WebSocket " +
    "WebSockets WebAssembly WebRTC WebGL IndexedDB LocalStorage YouTube LinkedIn PayPal macOS iOS " +
    "iPadOS tvOS watchOS iPhone eBay gRPC jQuery npm NumPy SciPy PyPI PyTorch TensorFlow DevOps " +
    "DevTools VSCode CommonJS ECMAScript NodeJS ReactJS VueJS NestJS NextJS DataFrame AsyncIO " +
    "BigInt LaTeX BibTeX ReStructuredText reStructuredText reST FreeBSD OpenBSD NetBSD PowerShell " +
    "StackOverflow McCabe JetBrains IntelliJ CamelCase camelCase PascalCase snake_case kebab_case " +
    "UPPER_SNAKE SCREAMING_SNAKE_CASE JetStream OAuth OAuth2 OAuthToken OpenID SemVer JSDoc TSDoc TypeDoc JWTs " +
    "APIs URLs IDs URIs CPython PyPy RabbitMQ ZeroMQ CloudFlare DigitalOcean LangChain HuggingFace " +
    "ChatGPT DeepMind AppVeyor CircleCI readme README TODO UTF Unicode x86_64 utf_8 PhD IPv4 IPv6 MacOS"
  ).split(" "),
);

/** Whether a word says nothing about this repository even in code style. */
export function isEnglish(name: string): boolean {
  if (names.has(name)) return true;
  const lower = name.toLowerCase();
  // Only words without inner capitals or underscores can be prose.
  if (!/^[A-Za-z]?[a-z]*$|^[A-Z]+$/.test(name)) return false;
  if (words.has(lower)) return true;
  const singular = lower.replace(/(?:ies)$/, "y");
  return (
    words.has(singular) ||
    words.has(lower.replace(/(?:s|es|ed|d|ing|er|ly)$/, "")) ||
    words.has(lower.replace(/(?:ing|ed|er|ion)$/, "e"))
  );
}
