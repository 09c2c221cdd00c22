/** How machines write what only names something: known shapes of ids, and where they stand. */

/** Prefixes by which services mark their ids, from their documentation; none of them opens anything. */
const PREFIXES =
  `req request trace span evt event pi cus ch re sub in inv ii prod price plan seti pm py po tr txn txi acct ba card src ppage fee du dp dpl prj proj
  team chatcmpl cmpl resp call run thread asst msg batch file toolu srvtoolu step ft ftjob item rs snapshot build deploy user usr org order ord cart job task
  inst seq ref uid ray`.split(/\s+/);
const PREFIXED = new RegExp(`^(?:${PREFIXES.join('|')})[-_](?:(?:test|live)_)?[A-Za-z0-9]{6,56}$`);
/** A resource of a cloud: its kind, and 8 or 17 hexadecimal digits (Amazon EC2 User Guide, "Resource IDs"). */
const RESOURCE = /^(?:i|ami|vol|snap|vpc|subnet|eni|sg|rtb|igw|nat|eipalloc)-[0-9a-f]{6,17}$/;
/** Names that databases make up for constraints and indexes. */
const CONSTRAINT = /^(?:FK|PK|UK|UQ|IX|IDX|DF|CK)_[0-9a-fA-F]{4,64}$/i;

/** A point of the curve P-256 as bytes (RFC 8292 section 3.2): the public key of a server that pushes; a private key is half as long. */
const POINT = /^B[A-P][\w+/-]{85}=?$/;
export const isPoint = (run: string) => POINT.test(run);

/** An account or a contract of a chain (EIP-55), which opens nothing whatever word stands before it. */
export const isAccount = (run: string) => /^0x[\da-f]{40}$/i.test(run);

/** Shapes that nothing but an id has. */
const CERTAIN: readonly RegExp[] = [
  // UUID (RFC 9562), maybe with a number that counts on from it
  /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?:-[0-9a-f]{1,8})?$/i,
  // UUID as ColdFusion writes it
  /^[0-9A-F]{8}-(?:[0-9A-F]{4}-){2}[0-9A-F]{16}$/,
  // W3C Trace Context, and the header of Sentry
  /^(?:00-)?[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{1,2}$/,
  // AWS X-Ray
  /^(?:Root=)?1-[0-9a-f]{8}-[0-9a-f]{24}$/,
  // Subresource integrity, container digests
  /^(?:sha(?:1|224|256|384|512)|md5)(?:[-:]|__?)[A-Za-z0-9+/_=-]{20,90}$/i,
  // a pod: its deployment, the hash of its template, five letters
  /^(?:[a-z][a-z0-9]{0,20}-){1,8}(?:[a-z0-9]{6,10}-)?[a-z0-9]{5}$/,
  // a machine of a content network: its role, hexadecimal digits, a place
  /^[a-z]{2,12}(?:-[a-z]{2,12}){0,3}-[a-z]{0,8}[0-9a-f]{6,14}(?:-[A-Z]{3})?$/,
  // the title of a page with an id behind it
  /^(?:[a-z]{1,20}-){4,30}[0-9a-f]{8,12}$/,
  // a short hexadecimal run and a place (CF-RAY)
  /^[0-9a-f]{16}-[A-Z]{3}$/,
  // what a content network calls a request: a digit, its machine, the second, a number
  /^\d{1,2}\.[0-9a-f]{8}\.1[5-9]\d{8}\.[0-9a-f]{6,8}$/,
  // a class that a library of styles made up
  /^css-[a-z0-9]{4,8}(?:-[A-Za-z]{1,30}){0,3}$/,
  // the same of a file: its name, the class, five signs of a hash
  /^[A-Za-z]{2,40}(?:-[A-Za-z]{2,20}){0,3}_[A-Za-z]{2,60}(?:-{1,2}[A-Za-z]{2,30}){0,3}__[\w+/-]{5}$/,
  // an account or a contract of a chain, and a call of one
  /^0x(?:[0-9a-f]{40}|[0-9a-f]{66,5000})$/i,
  // an account of a chain with its check (BIP-173); `nsec`, `suiprivkey` and the like mark secrets, and `lnurl` an address that may open something
  /^(?!\w{0,8}(?:sec|priv|key)|lnurl)[a-z]{2,10}1[02-9ac-hj-np-z]{38,103}$/,
  // the content of a file in a store that is addressed by content (CID of IPFS, versions 0 and 1)
  /^(?:Qm[1-9A-HJ-NP-Za-km-z]{44}|baf[a-z2-7]{56})$/,
  POINT,
  // a suite of ciphers
  /^(?:(?:TLS|EC?DHE?|ECDSA|RSA|PSK|WITH|(?:AES|CAMELLIA|ARIA)(?:[-_]?\d{3})?|CHACHA20|POLY1305|GCM|CBC|CCM8?|SHA\d{0,3})(?:[-_]|$)){3,12}$/,
  // a publishable key, which pages show to everybody
  /^pk_(?:live|test)_[A-Za-z0-9]{6,120}$/,
  // a substance (InChIKey)
  /^[A-Z]{14}-[A-Z]{10}-[A-Z]$/,
  // an extension of Chrome
  /^[a-p]{32}$/,
  // the version of a script, by its hash
  /^v[0-9a-f]{32,64}$/,
  // an element of XML
  /^#?_[0-9a-f]{32,64}$/,
  // what compilers add to names
  /^(?:h|0x)[0-9a-f]{4,16}$/,
];

/** Shapes that ids share with keys: what stands around decides. */
const SHARED: readonly RegExp[] = [
  // hashes, object ids, trace ids: 16, 20, 24, 32, 40, 56, 64, 96 and 128 hexadecimal digits
  /^(?:[0-9a-f]{16}|[0-9a-f]{20}|[0-9a-f]{24}|[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/i,
  // what a chain calls a block or a transaction, and how long a key is
  /^0x[0-9a-f]{64}$/i,
  // ULID
  /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/,
  // AWS request ids
  /^[0-9A-Z]{52}$/,
  // cuid
  /^c[a-z0-9]{24}$/,
  // what begins with the time since 1970 (XID)
  /^[cd][0-9a-v]{19}$/,
  // Nano ID
  /^[A-Za-z0-9_-]{21}$/,
];

export type IdShape = 'certain' | 'shared' | undefined;

/** Whether a run is written like an id. */
export function idShape(run: string): IdShape {
  if (CERTAIN.some((shape) => shape.test(run)) || PREFIXED.test(run) || RESOURCE.test(run) || CONSTRAINT.test(run))
    return 'certain';
  if (SHARED.some((shape) => shape.test(run))) return 'shared';
  return undefined;
}

/** What stands before the last part of a name that is one everywhere: a decentralized identifier (DID), the name of a resource in a cloud, a sum of Go, what Nix built. */
const NAME_BEFORE =
  /(?:^|[^A-Za-z0-9])(?:did:[a-z0-9]{2,20}:|[acq]rn:(?:[\w-]{0,60}:){2,8}(?:a\/)?|h1:|\/nix\/store\/)$/;
/** Longest that is looked at, in characters. */
const MAX_BEFORE = 100;

/** True for a run that ends such a name. `before`: the text before the run. */
export function isResourceName(before: string): boolean {
  return before.length > 0 && NAME_BEFORE.test(before.slice(-MAX_BEFORE));
}

/** Ends of the names of hosts whose first label a cloud made up to name a deployment. */
const CLOUD =
  /^[A-Za-z0-9-]*\.(?:[a-z0-9-]+\.){0,3}(?:amazonaws\.com|on\.aws|cloudfront\.net|azurewebsites\.net|azure\.com|windows\.net|azureedge\.net|run\.app|appspot\.com|supabase\.co|web\.app|firebaseapp\.com|vercel\.app|netlify\.app|pages\.dev|workers\.dev|herokuapp\.com|ngrok-free\.app|ngrok\.io|fly\.dev|onrender\.com|githubpreview\.dev|trycloudflare\.com|internal|local|rds\.aliyuncs\.com)/;

/** True for a run that begins the name of such a host. `rest`: the text from the run on. */
export function isCloudLabel(rest: string): boolean {
  return CLOUD.test(rest);
}

/** Endings of files that builds name by a hash. */
const BUILT =
  /^\.(?:[a-z]{1,8}\.)?(?:m?js|css|map|wasm|woff2?|ttf|png|jpe?g|gif|svg|webp|avif|ico|json|html?|mp4|chunk)\b/;

/** True where a run is the name of a built file. `rest`: the text behind the run. */
export function isBuiltFile(rest: string): boolean {
  return BUILT.test(rest);
}
