/**
 * Modules that Node brings, up to version 24. A table and not `node:module`: what a repository's
 * imports mean must not depend on the version that looks at it.
 */
export const nodeModules: ReadonlySet<string> = words(
  "assert assert/strict async_hooks buffer child_process cluster console constants crypto " +
    "dgram diagnostics_channel dns dns/promises domain events fs fs/promises http http2 " +
    "https inspector inspector/promises module net os path path/posix path/win32 perf_hooks " +
    "process punycode querystring readline readline/promises repl sea sqlite stream " +
    "stream/consumers stream/promises stream/web string_decoder sys test test/reporters " +
    "timers timers/promises tls trace_events tty url util util/types v8 vm wasi " +
    "worker_threads zlib ",
);

/** Global objects of ECMAScript and Node, the best known ones of browsers, and their members. */
export const globalNames: ReadonlySet<string> = words(
  "$1 $2 $3 $4 $5 $6 $7 $8 $9 $_ ABORT_ERR AT_TARGET AbortController AbortSignal " +
    "AggregateError Array ArrayBuffer Atomics BUBBLING_PHASE BYTES_PER_ELEMENT BigInt " +
    "BigInt64Array BigUint64Array Blob Boolean BroadcastChannel Buffer " +
    "ByteLengthQueuingStrategy CAPTURING_PHASE CloseEvent Collator CompileError " +
    "CompressionStream Console CountQueuingStrategy Crypto CryptoKey CustomEvent " +
    "DATA_CLONE_ERR DOMException DOMSTRING_SIZE_ERR DataView Date DateTimeFormat " +
    "DecompressionStream DisplayNames Document E EPSILON Element Error EvalError Event " +
    "EventListener EventSource EventTarget Exception File FinalizationRegistry Float32Array " +
    "Float64Array FormData Function Global HIERARCHY_REQUEST_ERR HTMLElement Headers " +
    "INDEX_SIZE_ERR INUSE_ATTRIBUTE_ERR INVALID_ACCESS_ERR INVALID_CHARACTER_ERR " +
    "INVALID_MODIFICATION_ERR INVALID_NODE_TYPE_ERR INVALID_STATE_ERR Infinity Instance " +
    "Int16Array Int32Array Int8Array IntersectionObserver Intl Iterator JSON LN10 LN2 " +
    "LOG10E LOG2E LinkError ListFormat Locale MAX_SAFE_INTEGER MAX_VALUE MIN_SAFE_INTEGER " +
    "MIN_VALUE Map Math Memory MessageChannel MessageEvent MessagePort Module " +
    "MutationObserver NAMESPACE_ERR NEGATIVE_INFINITY NETWORK_ERR NONE NOT_FOUND_ERR " +
    "NOT_SUPPORTED_ERR NO_DATA_ALLOWED_ERR NO_MODIFICATION_ALLOWED_ERR NaN Navigator Node " +
    "NodeList Number NumberFormat Object PI POSITIVE_INFINITY Performance PerformanceEntry " +
    "PerformanceMark PerformanceMeasure PerformanceObserver PerformanceObserverEntryList " +
    "PerformanceResourceTiming PluralRules Promise Proxy QUOTA_EXCEEDED_ERR RangeError " +
    "ReadableByteStreamController ReadableStream ReadableStreamBYOBReader " +
    "ReadableStreamBYOBRequest ReadableStreamDefaultController ReadableStreamDefaultReader " +
    "ReferenceError Reflect RegExp RelativeTimeFormat Request ResizeObserver Response " +
    "RuntimeError SECURITY_ERR SQRT1_2 SQRT2 SYNTAX_ERR Segmenter Set SharedArrayBuffer " +
    "Storage String SubtleCrypto Symbol SyntaxError TIMEOUT_ERR TYPE_MISMATCH_ERR Table Tag " +
    "TextDecoder TextDecoderStream TextEncoder TextEncoderStream TransformStream " +
    "TransformStreamDefaultController TypeError URIError URL URLSearchParams " +
    "URL_MISMATCH_ERR UTC Uint16Array Uint32Array Uint8Array Uint8ClampedArray " +
    "VALIDATION_ERR WRONG_DOCUMENT_ERR WeakMap WeakRef WeakSet WebAssembly WebSocket Window " +
    "WritableStream WritableStreamDefaultController WritableStreamDefaultWriter " +
    "XMLHttpRequest __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__ " +
    "__proto__ abort aborted abs acos acosh add addEventListener algorithm all allSettled " +
    "alloc allocUnsafe allocUnsafeSlow allowedNodeEnvironmentFlags anchor and any append " +
    "appendChild apply arch arguments argv argv0 arrayBuffer asIntN asUintN asciiSlice " +
    "asciiWrite asin asinh assert assign asyncDispose asyncIterator at atan atan2 atanh " +
    "atob attribute availableMemory base64Slice base64Write base64urlSlice base64urlWrite " +
    "big bind binding blink blob body bodyUsed bold btoa bubbles buffer byobRequest " +
    "byteLength byteOffset bytes cache call caller canParse cancel cancelAnimationFrame " +
    "cancelBubble cancelable captureStackTrace catch cbrt ceil charAt charCodeAt chdir " +
    "classList clear clearImmediate clearInterval clearMarks clearMeasures " +
    "clearResourceTimings clearTimeout clone close closed clz32 code codePointAt compare " +
    "compareExchange compile compileStreaming composed composedPath concat config " +
    "connectEnd connectStart console constrainedMemory construct constructor context copy " +
    "copyBytesFrom copyWithin cos cosh count countReset cpuUsage create createElement " +
    "createObjectURL createTask credentials crypto currentTarget cwd data dataset debug " +
    "debugPort decode decodeURI decodeURIComponent decodedBodySize decrypt defaultPrevented " +
    "defineProperties defineProperty delete deleteProperty deref deriveBits deriveKey " +
    "description desiredSize destination detached detail difference digest dir dirxml " +
    "disconnect dispatchEvent dispose dlopen domain domainLookupEnd domainLookupStart " +
    "dotAll drop duplex duration emitWarning encode encodeInto encodeURI encodeURIComponent " +
    "encodedBodySize encoding encrypt endsWith enqueue entries entryType env equals error " +
    "escape eval eventLoopUtilization eventPhase every exchange exec execArgv execPath exit " +
    "exitCode exp expm1 exportKey extractable fatal features fetch fetchStart fill filter " +
    "finally find findIndex findLast findLastIndex fixed flags flat flatMap floor fontcolor " +
    "fontsize for forEach formData freeze from fromAsync fromCharCode fromCodePoint " +
    "fromEntries fround generateKey get getActiveResourcesInfo getAll getAttribute " +
    "getBigInt64 getBigUint64 getBuiltinModule getCanonicalLocales getDate getDay " +
    "getElementById getEntries getEntriesByName getEntriesByType getFloat32 getFloat64 " +
    "getFullYear getHours getInt16 getInt32 getInt8 getMilliseconds getMinutes getMonth " +
    "getOwnPropertyDescriptor getOwnPropertyDescriptors getOwnPropertyNames " +
    "getOwnPropertySymbols getPrototypeOf getRandomValues getReader getSeconds getSetCookie " +
    "getTime getTimezoneOffset getUTCDate getUTCDay getUTCFullYear getUTCHours " +
    "getUTCMilliseconds getUTCMinutes getUTCMonth getUTCSeconds getUint16 getUint32 " +
    "getUint8 getWriter getYear getegid geteuid getgid getgroups getuid global globalThis " +
    "group groupBy groupCollapsed groupEnd grow growable has hasIndices hasInstance hasOwn " +
    "hasOwnProperty hasRef hasUncaughtExceptionCaptureCallback hash headers hexSlice " +
    "hexWrite highWaterMark host hostname href hrtime hypot ignoreBOM ignoreCase importKey " +
    "imul includes indexOf info initEvent initgroups initiatorType innerHTML input inspect " +
    "instantiate instantiateStreaming integrity intersection is isArray isBuffer " +
    "isConcatSpreadable isDisjointFrom isEncoding isExtensible isFinite isFrozen " +
    "isHistoryNavigation isInteger isLockFree isNaN isPrototypeOf isReloadNavigation " +
    "isSafeInteger isSealed isSubsetOf isSupersetOf isTrusted isView isWellFormed italics " +
    "iterator join json keepalive keyFor keys kill lastEventId lastIndexOf lastMatch " +
    "lastModified lastParen latin1Slice latin1Write leftContext length link load " +
    "loadEnvFile localStorage localeCompare locked log log10 log1p log2 mainModule map mark " +
    "markResourceTiming match matchAll max maxByteLength measure memoryUsage message method " +
    "min mode moduleLoadList multiline name navigator nextHopProtocol nextTick nodeTiming " +
    "normalize notify now observe of offset ok onabort onmessage onmessageerror " +
    "onresourcetimingbufferfull openStdin or origin ownKeys padEnd padStart parent parse " +
    "parseFloat parseInt password pathname performance pid pipeThrough pipeTo platform " +
    "poolSize pop port ports postMessage pow ppid prepareStackTrace preventDefault " +
    "preventExtensions process profile profileEnd propertyIsEnumerable protocol prototype " +
    "push querySelector querySelectorAll queueMicrotask race random randomUUID raw read " +
    "readBigInt64BE readBigInt64LE readBigUInt64BE readBigUInt64LE readBigUint64BE " +
    "readBigUint64LE readDoubleBE readDoubleLE readFloatBE readFloatLE readInt16BE " +
    "readInt16LE readInt32BE readInt32LE readInt8 readIntBE readIntLE readUInt16BE " +
    "readUInt16LE readUInt32BE readUInt32LE readUInt8 readUIntBE readUIntLE readUint16BE " +
    "readUint16LE readUint32BE readUint32LE readUint8 readUintBE readUintLE readable ready " +
    "reallyExit reason redirect redirectEnd redirectStart redirected reduce reduceRight ref " +
    "referrer referrerPolicy register reject release releaseLock removeChild " +
    "removeEventListener repeat replace replaceAll report requestAnimationFrame " +
    "requestStart resizable resize resolve resourceUsage respond respondWithNewView " +
    "responseEnd responseStart returnValue reverse revocable revokeObjectURL rightContext " +
    "round seal search searchParams secureConnectionStart sessionStorage set setAttribute " +
    "setBigInt64 setBigUint64 setDate setFloat32 setFloat64 setFullYear setHours " +
    "setImmediate setInt16 setInt32 setInt8 setInterval setMilliseconds setMinutes setMonth " +
    "setPrototypeOf setResourceTimingBufferSize setSeconds setSourceMapsEnabled setTime " +
    "setTimeout setUTCDate setUTCFullYear setUTCHours setUTCMilliseconds setUTCMinutes " +
    "setUTCMonth setUTCSeconds setUint16 setUint32 setUint8 " +
    "setUncaughtExceptionCaptureCallback setYear setegid seteuid setgid setgroups setuid " +
    "shift sign signal sin sinh size slice small some sort source sourceMapsEnabled species " +
    "splice split sqrt srcElement stackTraceLimit start startTime startsWith status " +
    "statusText stderr stdin stdout sticky stopImmediatePropagation stopPropagation store " +
    "stream strike stringify structuredClone sub subarray substr substring subtle sup " +
    "supportedEntryTypes supportedValuesOf swap16 swap32 swap64 symmetricDifference table " +
    "take takeRecords tan tanh target tee terminate test text textContent then " +
    "throwIfAborted time timeEnd timeLog timeOrigin timeStamp timeout timerify title " +
    "toArray toDateString toExponential toFixed toGMTString toISOString toJSON " +
    "toLocaleDateString toLocaleLowerCase toLocaleString toLocaleTimeString " +
    "toLocaleUpperCase toLowerCase toPrecision toPrimitive toReversed toSorted toSpliced " +
    "toString toStringTag toTimeString toUTCString toUpperCase toWellFormed trace transfer " +
    "transferSize transferToFixedLength trim trimEnd trimLeft trimRight trimStart trunc " +
    "type ucs2Slice ucs2Write umask undefined unescape unicode unicodeSets union unref " +
    "unregister unscopables unshift unwrapKey uptime url usages username utf8Slice " +
    "utf8Write validate valueOf values verify version versions view wait waitAsync warn " +
    "with withResolvers workerStart wrapKey writable write writeBigInt64BE writeBigInt64LE " +
    "writeBigUInt64BE writeBigUInt64LE writeBigUint64BE writeBigUint64LE writeDoubleBE " +
    "writeDoubleLE writeFloatBE writeFloatLE writeInt16BE writeInt16LE writeInt32BE " +
    "writeInt32LE writeInt8 writeIntBE writeIntLE writeUInt16BE writeUInt16LE writeUInt32BE " +
    "writeUInt32LE writeUInt8 writeUIntBE writeUIntLE writeUint16BE writeUint16LE " +
    "writeUint32BE writeUint32LE writeUint8 writeUintBE writeUintLE xor ",
);

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" ").filter((word) => word !== ""));
}
