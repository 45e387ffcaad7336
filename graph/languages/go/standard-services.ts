/** Exported names of `net`, `crypto`, `encoding`, `html`, `database`, `archive` and `go`. */
export const serviceNames =
  "ADD ADD_ASSIGN AEAD AND AND_ASSIGN AND_NOT AND_NOT_ASSIGN ARROW ASSIGN Accept AcceptTCP " +
  "AcceptUnix AcceptableCAs AccessTime ActionNode AddCert AddCookie AddExtensionType AddFile " +
  "AddFloat AddLine AddLineColumnInfo AddLineInfo AddParseTree AddrError AddrFrom16 AddrFrom4 " +
  "AddrFromSlice AddrPort AddrPortFrom Address AddressList AddressParser Addrs AlignRight " +
  "AllErrors AllTags AllowBinary AllowQuerySemicolons AppendByteOrder AppendCertsFromPEM " +
  "AppendDecode AppendEncode AppendTo AppendUint16 AppendUint32 AppendUint64 AppendUvarint " +
  "AppendVarint ArchChar ArrayType Arrow As16 As4 AsSlice Assign AssignStmt Attributes Auth " +
  "AuthorityKeyId AutoClose BEncoding BLAKE2b_256 BLAKE2b_384 BLAKE2b_512 BLAKE2s_256 BREAK " +
  "Bad BadDecl BadExpr BadStmt BaseContext BasicAuth BasicConstraintsValid BasicLit Begin " +
  "BeginTx BestCompression BestSpeed BigEndian BinDir BinaryExpr BinaryMarshaler BinaryOnly " +
  "BinaryUnmarshaler BitSize Block BlockMode BlockStmt Body BoolNode Boundary BranchNode " +
  "BranchStmt BreakNode BufferPool Buffers BuildNameToCertificate BuildTags Byte ByteOrder " +
  "CANotAuthorizedForExtKeyUsage CANotAuthorizedForThisName CASE CFiles CHAN CHAR CIDRMask " +
  "COLON COMMA COMMENT CONST CONTINUE CRAMMD5Auth CRC32 CRLDistributionPoints CRTValue " +
  "CRTValues CSS CXXFiles CallExpr CancelRequest CanonicalHeaderKey CanonicalMIMEHeaderKey " +
  "Case CaseClause Cert CertPool Certificate CertificateInvalidError CertificateRequest " +
  "CertificateRequestInfo Certificates CgoCFLAGS CgoCPPFLAGS CgoCXXFLAGS CgoEnabled CgoFFLAGS " +
  "CgoFiles CgoLDFLAGS CgoPkgConfig ChainNode ChanType ChangeTime Char CharData CharsetReader " +
  "CheckCRLSignature CheckNamedValue CheckRedirect CheckSignature CheckSignatureFrom " +
  "CipherSuite CipherSuiteName CipherSuites Client ClientAuth ClientAuthType ClientCAs " +
  "ClientCodec ClientConn ClientHelloInfo ClientSessionCache ClientSessionState " +
  "CloseClientConnections CloseIdleConnections CloseNotifier CloseNotify CloseRead CloseWrite " +
  "Closing Cmdline Cmds Coeff Colon Column ColumnConverter ColumnType " +
  "ColumnTypeDatabaseTypeName ColumnTypeLength ColumnTypeNullable ColumnTypePrecisionScale " +
  "ColumnTypeScanType ColumnTypes Columns Comm CommClause Comma CommandNode Comment " +
  "CommentGroup CommentMap CommentNode Comments Commit CommonType CompositeLit CompressedSize " +
  "CompressedSize64 Compressor Con ConflictDir Conn ConnBeginTx ConnContext ConnPrepareContext " +
  "ConnState Connect ConnectionState Connector ConstantTimeByteEq ConstantTimeCompare " +
  "ConstantTimeCopy ConstantTimeEq ConstantTimeLessOrEq ConstantTimeSelect " +
  "ConstraintViolationError ContentLength ContinueNode Control ConvertValue Converter Cookie " +
  "CookieJar Cookies CookiesNamed CopyList CopyPipe CopyToken CorruptInputError CreateCRL " +
  "CreateCertificate CreateCertificateRequest CreateFormField CreateFormFile CreateHeader " +
  "CreatePart CreateRaw CreateRevocationList CreatorVersion CrossOriginProtection CryptBlocks " +
  "CurrentTime Curve CurveID CurveP256 CurveP384 CurveP521 CurveParams CurvePreferences DB " +
  "DBStats DEC DEFAULT DEFER DEFINE DNSConfigError DNSError DNSName DNSNames DSA DSAWithSHA1 " +
  "DSAWithSHA256 DataOffset DatabaseTypeName DecimalSize Decl DeclStmt DeclarationErrors Decls " +
  "DecodeElement DecodeHeader DecodeString DecodeValue DecodedLen Decoder Decompressor Decrypt " +
  "DecryptOAEP DecryptPEMBlock DecryptPKCS1v15 DecryptPKCS1v15SessionKey Decrypter " +
  "DecrypterOpts DefaultClient DefaultCompression DefaultDebugPath DefaultMask " +
  "DefaultMaxHeaderBytes DefaultMaxIdleConnsPerHost DefaultParameterConverter DefaultRPCPath " +
  "DefaultRemoteAddr DefaultResolver DefaultServeMux DefaultServer DefaultSpace " +
  "DefaultTransport Defer DeferStmt DefinedTemplates Deflate Del Delim Delims Description Dest " +
  "Detail DetectContentType Devmajor Devminor Dial DialContext DialHTTP DialHTTPPath DialIP " +
  "DialTCP DialTLS DialTLSContext DialTimeout DialUDP DialUnix DialWithDialer Dialer DidResume " +
  "Directive Director DisableCompression DisableKeepAlives DisallowUnknownFields " +
  "DiscardEmptyColumns Doc Domain DotNode DotReader DotWriter Double Dp Dq Driver " +
  "DriverContext Drivers DualStack Dump DumpRequest DumpRequestOut DumpResponse Dumper " +
  "DynamicRecordSizingDisabled ECDSA ECDSAWithP256AndSHA256 ECDSAWithP384AndSHA384 " +
  "ECDSAWithP521AndSHA512 ECDSAWithSHA1 ECDSAWithSHA256 ECDSAWithSHA384 ECDSAWithSHA512 " +
  "ELLIPSIS ELSE EQL Ed25519 Ellipsis Else ElseList Elt Elts EmailAddresses EmbedPatternPos " +
  "EmbedPatterns EmptyStmt EnableFullDuplex EnableHTTP2 EncodeElement EncodeToMemory " +
  "EncodeToString EncodeToken EncodeValue EncodedLen Encoder Encoding Encrypt EncryptOAEP " +
  "EncryptPEMBlock EncryptPKCS1v15 EndElement EndPos EndRequest EndResponse Entity " +
  "ErrAbortHandler ErrAlgorithm ErrAmbigContext ErrBadConn ErrBadHTML ErrBareQuote " +
  "ErrBodyNotAllowed ErrBodyReadAfterClose ErrBranchEnd ErrChecksum ErrConnDone " +
  "ErrContentLength ErrDecryption ErrDictionary ErrEndContext ErrFieldCount ErrFieldTooLong " +
  "ErrFormat ErrHandlerTimeout ErrHeader ErrHeaderNotPresent ErrHeaderTooLong ErrHijacked " +
  "ErrInvalidMediaParameter ErrLength ErrLineTooLong ErrMessageTooLarge ErrMessageTooLong " +
  "ErrMissingBoundary ErrMissingContentLength ErrMissingFile ErrNoCookie ErrNoLocation " +
  "ErrNoRows ErrNoSuchTemplate ErrNotMultipart ErrNotSupported ErrOutputContext " +
  "ErrPartialCharset ErrPartialEscape ErrPersistEOF ErrPipeline ErrPredefinedEscaper ErrQuote " +
  "ErrRangeLoopReentry ErrRemoveArgument ErrSchemeMismatch ErrServerClosed ErrShortBody " +
  "ErrShutdown ErrSkip ErrSkipAltProtocol ErrSlashAmbig ErrTrailingComma ErrTxDone " +
  "ErrUnexpectedTrailer ErrUnsupportedAlgorithm ErrUseLastResponse ErrVerification " +
  "ErrWriteAfterClose ErrWriteAfterFlush ErrWriteToConnected ErrWriteTooLong ErrorCount " +
  "ErrorHandler ErrorLog ErrorString Escape EscapeError EscapeString EscapeText " +
  "EscapedFragment EscapedPath ExcludedDNSDomains ExcludedEmailAddresses ExcludedIPRanges " +
  "ExcludedURIDomains Exec ExecContext ExecError Execer ExecerContext Execute ExecuteTemplate " +
  "ExpectContinueTimeout Expired Expires ExportKeyingMaterial ExprStmt ExtKeyUsage " +
  "ExtKeyUsageAny ExtKeyUsageClientAuth ExtKeyUsageCodeSigning ExtKeyUsageEmailProtection " +
  "ExtKeyUsageIPSECEndSystem ExtKeyUsageIPSECTunnel ExtKeyUsageIPSECUser " +
  "ExtKeyUsageMicrosoftCommercialCodeSigning ExtKeyUsageMicrosoftKernelCodeSigning " +
  "ExtKeyUsageMicrosoftServerGatedCrypto ExtKeyUsageNetscapeServerGatedCrypto " +
  "ExtKeyUsageOCSPSigning ExtKeyUsageServerAuth ExtKeyUsageTimeStamping Extension Extensions " +
  "ExtensionsByType ExternalAttrs ExtraExtensions FALLTHROUGH FFiles FLOAT FOR FUNC " +
  "FallbackDelay Field1 Field2 FieldFilter FieldList FieldNode FieldPos FieldsPerRecord " +
  "FileConn FileExports FileHeader FileInfoHeader FileListener FileName FilePacketConn " +
  "FileServer FileServerFS FileSet FileSystem Filename Filter FilterDecl FilterFile " +
  "FilterFuncDuplicates FilterHTML FilterImportDuplicates FilterPackage " +
  "FilterUnassociatedComments FindOnly FlagBroadcast FlagLoopback FlagMulticast " +
  "FlagPointToPoint FlagUp FlushInterval Flushed Flusher For ForStmt ForceAttemptHTTP2 " +
  "ForceQuery Form FormDataContentType FormFile FormName FormValue FormatGNU FormatMediaType " +
  "FormatPAX FormatUSTAR FormatUnknown Fragment From Fun FuncDecl FuncLit FuncMap FuncType " +
  "Funcs GEQ GO GOPATH GOTO GTR GenDecl GenerateKey GenerateMultiPrimeKey GetBody " +
  "GetCertificate GetClientCertificate GetConfigForClient GetProxyConnectHeader Gname GoFiles " +
  "GoStmt GoTokens GoWhitespace GobDecoder GobEncoder Goroot Gx Gy HFiles HTML HTMLAttr " +
  "HTMLAutoClose HTMLEntity HTMLEscape HTMLEscapeString HTMLEscaper HTTP1 HTTP2 HandleFunc " +
  "HandleHTTP HandlerFunc Handshake HandshakeComplete HandshakeContext HardwareAddr Has " +
  "HasNextResultSet HasSubdir HashFunc Head Header HeaderMap Headers Hello HexEncoding High " +
  "HighestPrec Hijack Hijacker Host HostnameError HttpOnly HuffmanOnly ID IDENT IF ILLEGAL " +
  "IMAG IMPORT INC INT INTERFACE IP IPAddr IPAddresses IPConn IPMask IPNet IPv4 IPv4Mask " +
  "IPv4Unspecified IPv4allrouter IPv4allsys IPv4bcast IPv4len IPv4zero IPv6LinkLocalAllNodes " +
  "IPv6Unspecified IPv6interfacelocalallnodes IPv6len IPv6linklocalallnodes " +
  "IPv6linklocalallrouters IPv6loopback IPv6unspecified IPv6zero Id Ident IdentifierNode Idle " +
  "IdleConnTimeout IdleTimeout If IfNode IfStmt IgnoreVendor IgnoredGoFiles IgnoredOtherFiles " +
  "Implicit Import ImportComment ImportDir ImportMode ImportPath ImportPos ImportSpec Importer " +
  "Imports ImportsOnly InUse IncDecStmt IncompatibleUsage Incomplete IncorrectPasswordError " +
  "Indent IndexExpr IndexListExpr Indices InputOffset InputPos Insecure InsecureAlgorithmError " +
  "InsecureCipherSuites InsecureSkipVerify Inspect InstallSuffix InterfaceAddrs " +
  "InterfaceByIndex InterfaceByName InterfaceType Interfaces Intermediates InternalError " +
  "InvalidAddrError InvalidByteError InvalidGoFiles InvalidHostError InvalidReason " +
  "InvalidUTF8Error InvalidUnmarshalError Is4 Is4In6 Is6 IsAbsPath IsAssign IsCA IsCommand " +
  "IsComplex IsEmptyTree IsEncryptedPEMBlock IsFloat IsGlobalUnicast IsIdentRune IsIdentifier " +
  "IsInterfaceLocalMulticast IsKeyword IsLinkLocalMulticast IsLinkLocalUnicast IsLiteral " +
  "IsLocalImport IsLoopback IsMulticast IsNotFound IsOnCurve IsOperator IsPrivate IsScanValue " +
  "IsSingleIP IsTemporary IsTrue IsUint IsUnspecified IsValue Isolation IsolationLevel Issuer " +
  "IssuingCertificateURL Iterate JS JSEscape JSEscapeString JSEscaper JSStr Jar JoinHostPort " +
  "JoinPath KeepAliveConfig KeyLogWriter KeySizeError KeyUsage KeyUsageCRLSign " +
  "KeyUsageCertSign KeyUsageContentCommitment KeyUsageDataEncipherment KeyUsageDecipherOnly " +
  "KeyUsageDigitalSignature KeyUsageEncipherOnly KeyUsageKeyAgreement KeyUsageKeyEncipherment " +
  "KeyUsages KeyValue KeyValueExpr LAND LBRACE LBRACK LEQ LOR LPAREN LSS LabeledStmt " +
  "LastInsertId LazyQuotes Lbl Lbrace Lbrack Leaf Length LevelDefault LevelLinearizable " +
  "LevelReadCommitted LevelReadUncommitted LevelRepeatableRead LevelSerializable LevelSnapshot " +
  "LevelWriteCommitted Lhs Limit LineCount LineStart Linkname ListNode Listen ListenAndServe " +
  "ListenAndServeTLS ListenConfig ListenIP ListenMulticastUDP ListenPacket ListenTCP ListenUDP " +
  "ListenUnix ListenUnixgram Listener LittleEndian LoadX509KeyPair LocalAddr " +
  "LocalAddrContextKey LookupAddr LookupCNAME LookupHost LookupIP LookupIPAddr LookupMX " +
  "LookupNS LookupNetIP LookupPort LookupSRV LookupTXT Low LowestPrec Lparen MAP MD2WithRSA " +
  "MD4 MD5 MD5SHA1 MD5WithRSA MFiles MIMEHeader MTU MUL MUL_ASSIGN MX Mail MapType Marshal " +
  "MarshalCompressed MarshalECPrivateKey MarshalIndent MarshalPKCS1PrivateKey " +
  "MarshalPKCS1PublicKey MarshalPKCS8PrivateKey MarshalPKIXPublicKey MarshalXML MarshalXMLAttr " +
  "Marshaler MarshalerAttr MarshalerError Mask Masked MatchFile MaxAge MaxBytesError " +
  "MaxBytesHandler MaxBytesReader MaxConnsPerHost MaxConstraintComparisions MaxHeaderBytes " +
  "MaxIdleClosed MaxIdleConns MaxIdleConnsPerHost MaxIdleTimeClosed MaxLifetimeClosed " +
  "MaxOpenConnections MaxPathLen MaxPathLenZero MaxResponseHeaderBytes MaxVarintLen16 " +
  "MaxVarintLen32 MaxVarintLen64 MaxVersion MergeLine MergeMode MergePackageFiles " +
  "MethodConnect MethodDelete MethodGet MethodHead MethodOptions MethodPatch MethodPost " +
  "MethodPut MethodTrace Methods MinVersion Modified ModifiedDate ModifiedTime ModifyResponse " +
  "More Msg MulticastAddrs MultipartForm MultipartReader MultiplePackageError Multistream Must " +
  "MustParseAddr MustParseAddrPort MustParsePrefix NEQ NOT NS NameConstraintsWithoutSANs " +
  "NameMismatch NamePos NameToCertificate Named NamedArg NamedValue NamedValueChecker Names " +
  "NegotiatedProtocol NegotiatedProtocolIsMutual Net NetConn NetDialer Network New224 New384 " +
  "New512_224 New512_256 NewCBCDecrypter NewCBCEncrypter NewCFBDecrypter NewCFBEncrypter " +
  "NewCTR NewCertPool NewChunkedReader NewChunkedWriter NewCipher NewClient NewClientConn " +
  "NewClientWithCodec NewCommentMap NewConn NewDecoder NewEncoder NewEncoding NewFileSet " +
  "NewFileTransport NewGCM NewGCMWithNonceSize NewGCMWithTagSize NewIdent NewIdentifier " +
  "NewKeyFromSeed NewLRUClientSessionCache NewListener NewMap NewOFB NewObj NewPackage " +
  "NewProxyClientConn NewReaderDict NewRecorder NewRequest NewRequestWithContext " +
  "NewResponseController NewScope NewServeMux NewServer NewServerConn " +
  "NewSingleHostReverseProxy NewString NewTLSServer NewTokenDecoder NewUnstartedServer " +
  "NewWriterDict NewWriterLevel NewWriterLevelDict NextPart NextProtos NextRawPart " +
  "NextResultSet NextUpdate NilNode NoBody NoClientCert NoCompression NoGoError NoPadding " +
  "NoPos Node NodeAction NodeBool NodeBreak NodeChain NodeCommand NodeComment NodeContinue " +
  "NodeDot NodeField NodeIdentifier NodeIf NodeList NodeNil NodeNumber NodePipe NodeRange " +
  "NodeString NodeTemplate NodeText NodeType NodeVariable NodeWith Nodes NonUTF8 NonceSize " +
  "Noop NotAfter NotAuthorizedToSign NotBefore NotFound NotFoundHandler NotNilFilter NotNull " +
  "Null NullBool NullByte NullFloat64 NullInt16 NullInt32 NullInt64 NullString NullTime " +
  "Nullable NumFields NumInput Number NumberNode OAEPOptions OCSPResponse OCSPServer " +
  "OCSPStaple OK OR OR_ASSIGN OS Obj ObjKind Object Objects OmitHost OmitZero OpError OpPos " +
  "Opaque OpenConnections OpenConnector OpenDB OpenRaw OpenReader Opening Option Options " +
  "Ordinal Outer Overhead Overlaps P224 P256 P384 P521 PACKAGE PAXRecords PEMCipher " +
  "PEMCipher3DES PEMCipherAES128 PEMCipherAES192 PEMCipherAES256 PEMCipherDES PERIOD " +
  "PKCS1WithSHA1 PKCS1WithSHA256 PKCS1WithSHA384 PKCS1WithSHA512 PKCS1v15DecryptOptions " +
  "PSSOptions PSSSaltLengthAuto PSSSaltLengthEqualsHash PSSWithSHA256 PSSWithSHA384 " +
  "PSSWithSHA512 Package PackageClauseOnly PackageExports Packages PacketConn Params ParenExpr " +
  "ParseAddr ParseAddrPort ParseAddress ParseAddressList ParseCIDR ParseCRL ParseCertificate " +
  "ParseCertificateRequest ParseCertificates ParseComments ParseCookie ParseDERCRL ParseDate " +
  "ParseDir ParseECPrivateKey ParseExpr ParseExprFrom ParseFS ParseFile ParseFiles ParseForm " +
  "ParseGlob ParseHTTPVersion ParseIP ParseList ParseMAC ParseMediaType ParseMultipartForm " +
  "ParseName ParsePKCS1PrivateKey ParsePKCS1PublicKey ParsePKCS8PrivateKey ParsePKIXPublicKey " +
  "ParsePrefix ParseQuery ParseRequestURI ParseRevocationList ParseSetCookie ParseTime Part " +
  "Partitioned Password PathEscape PathUnescape PathValue Pattern PeerCertificates Pending " +
  "PermittedDNSDomains PermittedDNSDomainsCritical PermittedEmailAddresses PermittedIPRanges " +
  "PermittedURIDomains Ping PingContext Pinger PipeNode Pipeline Pkg PkgObj PkgRoot " +
  "PkgTargetRoot PlainAuth Plugin PolicyIdentifiers Port Pos Position PositionFor Post " +
  "PostForm PostFormValue Precedence Precompute Precomputed PrecomputedValues Pref PreferGo " +
  "PreferServerCipherSuites PrefixFrom Prepare PrepareContext Prime Primes PrintfLine Priority " +
  "PrivateKey PrivateKeySize ProcInst Proto ProtoAtLeast ProtoMajor ProtoMinor ProtocolError " +
  "Protocols Proxy ProxyConnectHeader ProxyFromEnvironment ProxyURL Public PublicKey " +
  "PublicKeyAlgorithm PublicKeySize PublicSuffix PublicSuffixList Publish PureEd25519 " +
  "PushOptions Pusher PutUint16 PutUint32 PutUint64 PutUvarint PutVarint QEncoding QUO " +
  "QUO_ASSIGN Qinv Query QueryContext QueryEscape QueryRow QueryRowContext QueryUnescape " +
  "Queryer QueryerContext Quit Quoted RANGE RBRACE RBRACK RECV REM REM_ASSIGN RETURN RIPEMD160 " +
  "RPAREN RSA RangeNode RangeStmt Raw RawBytes RawExpires RawFragment RawIssuer RawMessage " +
  "RawPath RawQuery RawStdEncoding RawString RawSubject RawSubjectPublicKeyInfo " +
  "RawTBSCertificate RawTBSCertificateRequest RawTBSRevocationList RawToken RawURLEncoding " +
  "Rbrace Rbrack Rcpt ReadBufferSize ReadCodeLine ReadContinuedLine ReadContinuedLineBytes " +
  "ReadDotBytes ReadDotLines ReadError ReadForm ReadFromIP ReadFromUDP ReadFromUDPAddrPort " +
  "ReadFromUnix ReadHeaderTimeout ReadLineBytes ReadMIMEHeader ReadMessage ReadMsgIP " +
  "ReadMsgUDP ReadMsgUDPAddrPort ReadMsgUnix ReadOnly ReadRequest ReadRequestBody " +
  "ReadRequestHeader ReadResponse ReadResponseBody ReadResponseHeader ReadTimeout ReadUvarint " +
  "ReadVarint ReaderVersion Reason RecordHeader RecordHeaderError Redacted Redirect " +
  "RedirectHandler Referer Register RegisterCompressor RegisterDecompressor RegisterHash " +
  "RegisterName RegisterOnShutdown RegisterProtocol ReleaseTags RemoteAddr " +
  "RenegotiateFreelyAsClient RenegotiateNever RenegotiateOnceAsClient Renegotiation " +
  "RenegotiationSupport Reply Request RequestClientCert RequestURI RequireAndVerifyClientCert " +
  "RequireAnyClientCert ResetSession Resetter ResolveIPAddr ResolveReference ResolveTCPAddr " +
  "ResolveUDPAddr ResolveUnixAddr Resolver Response ResponseController ResponseHeaderTimeout " +
  "ResponseRecorder ResponseWriter Result ResultNoRows Results Return ReturnStmt ReuseRecord " +
  "ReverseProxy RevocationList RevokedCertificates Rhs Rollback RootCAs Roots RoundTrip " +
  "RoundTripper Row Rows RowsAffected RowsColumnTypeDatabaseTypeName RowsColumnTypeLength " +
  "RowsColumnTypeNullable RowsColumnTypePrecisionScale RowsColumnTypeScanType " +
  "RowsNextResultSet Rparen SELECT SEMICOLON SEND SFiles SHA1 SHA1WithRSA SHA224 SHA256 " +
  "SHA256WithRSA SHA256WithRSAPSS SHA384 SHA384WithRSA SHA384WithRSAPSS SHA3_224 SHA3_256 " +
  "SHA3_384 SHA3_512 SHA512 SHA512WithRSA SHA512WithRSAPSS SHA512_224 SHA512_256 SHL " +
  "SHL_ASSIGN SHR SHR_ASSIGN SRV STRING STRUCT SUB SUB_ASSIGN SWITCH SaltLength SameSite " +
  "SameSiteDefaultMode SameSiteLaxMode SameSiteNoneMode SameSiteStrictMode ScalarBaseMult " +
  "ScalarMult ScanChars ScanComments ScanFloats ScanIdents ScanInts ScanRawStrings ScanStrings " +
  "ScanType Scheme Scope Seal Secure SeedSize Sel SelectStmt SelectorExpr Semicolon SendMail " +
  "SendStmt SerialNumber Serve ServeCodec ServeConn ServeContent ServeFile ServeFileFS " +
  "ServeHTTP ServeMux ServeRequest ServeTLS Server ServerCodec ServerConn ServerContextKey " +
  "ServerError ServerInfo ServerName ServiceMethod SessionKeyLen SessionResetter " +
  "SessionTicketKey SessionTicketsDisabled SetBasicAuth SetBoundary SetComment " +
  "SetConnMaxIdleTime SetConnMaxLifetime SetCookie SetCookies SetEscapeHTML SetIndent " +
  "SetKeepAlive SetKeepAlivePeriod SetKeepAlivesEnabled SetLines SetLinesForContent SetLinger " +
  "SetMaxIdleConns SetMaxOpenConns SetModTime SetNoDelay SetOffset SetPathValue SetPos " +
  "SetReadBuffer SetSessionTicketKeys SetTree SetUnlinkOnClose SetWriteBuffer Shutdown " +
  "SignASN1 SignPKCS1v15 SignPSS Signature SignatureAlgorithm SignatureScheme SignatureSchemes " +
  "SignatureSize SignedCertificateTimestamps Signer SignerOpts Size224 Size256 Size384 " +
  "SkipComments SkipFuncCheck SkipObjectResolution Slash SliceExpr SortImports Space Spec " +
  "Specs SplitHostPort SplitPathList SpuriousErrors SrcDirs SrcRoot Srcset Star StarExpr " +
  "StartElement StartLine StartRequest StartResponse StartTLS StateActive StateClosed " +
  "StateHijacked StateIdle StateNew Stats Status StatusAccepted StatusAlreadyReported " +
  "StatusBadGateway StatusBadRequest StatusCode StatusConflict StatusContinue StatusCreated " +
  "StatusEarlyHints StatusExpectationFailed StatusFailedDependency StatusForbidden StatusFound " +
  "StatusGatewayTimeout StatusGone StatusHTTPVersionNotSupported StatusIMUsed " +
  "StatusInsufficientStorage StatusInternalServerError StatusLengthRequired StatusLocked " +
  "StatusLoopDetected StatusMethodNotAllowed StatusMisdirectedRequest StatusMovedPermanently " +
  "StatusMultiStatus StatusMultipleChoices StatusNetworkAuthenticationRequired StatusNoContent " +
  "StatusNonAuthoritativeInfo StatusNotAcceptable StatusNotExtended StatusNotFound " +
  "StatusNotImplemented StatusNotModified StatusOK StatusPartialContent StatusPaymentRequired " +
  "StatusPermanentRedirect StatusPreconditionFailed StatusPreconditionRequired " +
  "StatusProcessing StatusProxyAuthRequired StatusRequestEntityTooLarge " +
  "StatusRequestHeaderFieldsTooLarge StatusRequestTimeout StatusRequestURITooLong " +
  "StatusRequestedRangeNotSatisfiable StatusResetContent StatusSeeOther " +
  "StatusServiceUnavailable StatusSwitchingProtocols StatusTeapot StatusTemporaryRedirect " +
  "StatusText StatusTooEarly StatusTooManyRequests StatusUnauthorized " +
  "StatusUnavailableForLegalReasons StatusUnprocessableEntity StatusUnsupportedMediaType " +
  "StatusUpgradeRequired StatusUseProxy StatusVariantAlsoNegotiates StdEncoding StdPadding " +
  "Stmt StmtContext StmtExecContext StmtQueryContext Str Stream StreamReader StreamWriter " +
  "Strict StrictErrors StringExpanded StringNode StripEscape StripPrefix StructType Subject " +
  "SubjectKeyId Subjects Sum224 Sum256 Sum384 Sum512 Sum512_224 Sum512_256 SupportedCurves " +
  "SupportedPoints SupportedProtos SupportedSignatureAlgorithms SupportedVersions " +
  "SupportsCertificate SwigCXXFiles SwigFiles Switch SwitchStmt Symbol SyntaxError SysoFiles " +
  "SystemCertPool SystemRootsError TCPAddr TCPAddrFromAddrPort TCPConn TCPListener TILDE TLS " +
  "TLSClientConfig TLSConfig TLSConnectionState TLSHandshakeTimeout TLSNextProto TLSUnique " +
  "TLS_AES_128_GCM_SHA256 TLS_AES_256_GCM_SHA384 TLS_CHACHA20_POLY1305_SHA256 " +
  "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256 " +
  "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA " +
  "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384 TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305 " +
  "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256 TLS_ECDHE_ECDSA_WITH_RC4_128_SHA " +
  "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA " +
  "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256 TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 " +
  "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 " +
  "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305 TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256 " +
  "TLS_ECDHE_RSA_WITH_RC4_128_SHA TLS_FALLBACK_SCSV TLS_RSA_WITH_3DES_EDE_CBC_SHA " +
  "TLS_RSA_WITH_AES_128_CBC_SHA TLS_RSA_WITH_AES_128_CBC_SHA256 " +
  "TLS_RSA_WITH_AES_128_GCM_SHA256 TLS_RSA_WITH_AES_256_CBC_SHA " +
  "TLS_RSA_WITH_AES_256_GCM_SHA384 TLS_RSA_WITH_RC4_128_SHA TYPE TabIndent Tag1 Tag2 " +
  "TagPathError Target Template TemplateNode Templates Temporary TestEmbedPatternPos " +
  "TestEmbedPatterns TestGoFiles TestImportPos TestImports TextMarshaler TextNode " +
  "TextUnmarshaler ThisUpdate TimeFormat TimeoutHandler To To16 To4 Tok TokPos TokenReader " +
  "TokenString TokenText TooManyConstraints TooManyIntermediates ToolDir ToolTags Trace " +
  "Trailer TrailerPrefix TrailingComma TransferEncoding Transport Tree TrimBytes " +
  "TrimLeadingSpace TrimString True Tx TxOptions Typ TypeAssertExpr TypeBlock TypeByExtension " +
  "TypeChar TypeCont TypeDir TypeFifo TypeGNULongLink TypeGNULongName TypeGNUSparse TypeLink " +
  "TypeParams TypeReg TypeRegA TypeSpec TypeSwitchStmt TypeSymlink TypeXGlobalHeader " +
  "TypeXHeader Typeflag UDPAddr UDPAddrFromAddrPort UDPConn URIs URL URLEncoding " +
  "URLQueryEscaper Uname UnaryExpr UnaryPrec Uncompressed UncompressedSize UncompressedSize64 " +
  "UnconstrainedName UnencryptedHTTP2 UnescapeString UnhandledCriticalExtension " +
  "UnhandledCriticalExtensions UnixAddr UnixConn UnixListener UnknownAuthorityError " +
  "UnknownExtKeyUsage UnknownNetworkError UnknownPublicKeyAlgorithm UnknownSignatureAlgorithm " +
  "Unmap Unmarshal UnmarshalCompressed UnmarshalError UnmarshalFieldError UnmarshalTypeError " +
  "UnmarshalXML UnmarshalXMLAttr Unmarshaler UnmarshalerAttr Unparsed Unresolved " +
  "UnsupportedTypeError UnsupportedValueError UseAllFiles UseCRLF UseNumber UserAgent " +
  "UserPassword Userinfo Uvarint VAR Validate Validator ValueConverter ValuePos ValueSpec " +
  "Valuer VariableNode Varint VerifiedChains Verify VerifyASN1 VerifyClientCertIfGiven " +
  "VerifyConnection VerifyHostname VerifyOptions VerifyPKCS1v15 VerifyPSS " +
  "VerifyPeerCertificate VersionSSL30 VersionTLS10 VersionTLS11 VersionTLS12 VersionTLS13 " +
  "Visitor WaitCount WaitDuration Weight Whitespace WithContext WithNode WithPadding WithZone " +
  "WordDecoder WordEncoder WriteAll WriteBufferSize WriteError WriteField WriteHeader " +
  "WriteMsgIP WriteMsgUDP WriteMsgUDPAddrPort WriteMsgUnix WriteProxy WriteRequest " +
  "WriteResponse WriteSubset WriteTimeout WriteToIP WriteToUDP WriteToUDPAddrPort WriteToUnix " +
  "X25519 X509KeyPair XOR XORKeyStream XOR_ASSIGN XTestEmbedPatternPos XTestEmbedPatterns " +
  "XTestGoFiles XTestImportPos XTestImports Xattrs";
