/**
 * Names of members, parameters, fields and headers that say what their value is. Every name stands as its words without separators;
 * `names.ts` finds it behind other words too (`db_pass`, `stripe-api-key`), in any case, with any separator, in the plural.
 */

/** What a name says that its value is. */
export type SecretClass =
  /** Chosen by a person: any text can be one. */
  | 'password'
  /** Made by a machine: no plain word and no small number is one. */
  | 'token'
  /** Mostly digits: a PIN, a one-time code, an account. */
  | 'code'
  /** Who somebody is or how to reach them. */
  | 'contact'
  /** A user's own rule says so. */
  | 'own';

const list = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Words before `key` that make it a secret; `partition key` and `primary key` are none. */
const KEYS = list(`api access private priv license licence product activation serial encryption signing signature
  shared master account storage subscription webhook service app application client auth authorization authentication security consumer session sess setup otp totp manualentry function admin server deploy ssh
  pgp gpg aes rsa hmac crypto recovery backup decryption stream channel host root write ingest restricted sas
  instrumentation integration maps sdk embed widget
  tls ssl ipsec rapidapi symmetric cd tacacs radius ntp`);

/** Papers and cards that number a person, before a word for that number: `voterId`, `aadhaar_no`; and those that have a number alone. */
const PERSONS =
  list(`voter passport aadhaar socialsecurity socialinsurance nationalinsurance healthinsurance medicare medicaid medicalrecord
  national nationalidentity identitycard idcard residencepermit driverlicense driverslicense drivinglicence drivinglicense taxpayer tax taxidentification
  personal`);
/** The same in languages that join the word for a number to it: `Reisepassnummer`. */
const PAPERS =
  list(`reisepass pass paspoort ausweis personalausweis fuhrerschein fuehrerschein versicherten krankenversicherten versicherungs krankenversicherungs
  identifikations identiteits rijbewijs korkort forerkort`);
const NUMBERED_CARDS = list(
  `nationalid taxid taxfile identity vat acct bsb nhs healthcard pension insurance account bankaccount bankacct routing card cc creditcard debitcard giftcard
  security transit aba konto karten tarjeta verification steuer sozvers sozversicherung fodsel fodsels secu fiscale rijksregister`,
);
/** What states and banks call such a number in a word of its own, which may stand beside one for a number: `cpf`, `bsnNummer`. */
export const NAMED_NUMBERS =
  list(`cpf cnpj aadhaar nino dni nif nie bsn pesel cpr cnp gstin oib curp cuit cuil rut emso egn jmbg amka afm ktp nik cnic cccd cmnd hkid qatarid
  iqama bvn nin niss inss pispasep ctps tituloeleitor nric hetu ahv steuerid svnr kvnr teudatzehut tckimlik clabe cbu cvu tarjeta cuentabancaria bankacct iban`);
const NUMBERS = list('number no num nr nummer numero');
const PHONES = list('phone mobile mobil cell cellulare celular portable gsm telephone tel telefon handy fax whatsapp');
/** Before a word for a number, who is called. */
const CALLED = list('contact caller callee calling sms wa signal from to');
const withNumber = (one: string) => NUMBERS.flatMap((number) => [one + number, number + one]);

export const NAMES: Readonly<Record<Exclude<SecretClass, 'own'>, readonly string[]>> = {
  password:
    list(`psk wpapsk presharedkey wpakey wepkey wifikey wlankey networkkey wlanschlussel wlanschluessel netzwerkschlussel netzwerkschluessel password passwd passwrd passw passwort pwd pswd pswrd pwrd psw passwordhash pass pw passphrase passcode passkey passsentence
    seedphrase recoveryphrase secretphrase backupphrase mnemonic mnemonicphrase seedword securityanswer secretanswer
    challengeanswer hintanswer securityquestionanswer maidenname memorableword memorableinformation securityword safeword codeword snmpcommunity communitystring userident masterauth
    enablepassword magiclink resetlink invitelink loginlink signinlink secret sharedsecret clientsecret appsecret apisecret secretkey
    kennwort losungswort geheimwort contrasena contrasenya clave motdepasse motpasse mdp codesecret
    senha palavrapasse palavrachave parola paroladordine parolachiave wachtwoord haslo heslo lozinka zaporka geslo parool
    slaptazodis losenord losen adgangskode kodeord passord salasana jelszo sifre parole katasandi matkhau
    пароль лозинка парола пасворд κωδικος κωδικοςπροσβασης סיסמה סיסמא كلمةالمرور كلمةالسر رمزعبور पासवर्ड รหัสผ่าน
    密码 密碼 口令 登录密码 支付密码 密码确认 パスワード パスワード確認 暗証番号 合言葉 비밀번호 비밀번호확인 암호 패스워드`),
  token: list(`token jwt bearer auth authorization authentication authenticationinfo authinfo cookie setcookie cookiejar
    session sessionid sessionkey sessionindex
    authticket loginticket sessionticket serviceticket accessticket casticket proxyticket wsticket socketticket kerberosticket idtokenhint
    captcharesponse grecaptcharesponse hcaptcharesponse cfturnstileresponse turnstileresponse imei imsi iccid pinblock udid idfa gaid androidid sess sessid sid phpsessid jsessionid aspsessionid aspnetsessionid connectsid
    sig sign signature hmac hwid license licence serial serialnumber machineid nonce cnonce csrf xsrf cert pfx pkcs pem keystore
    credential cred assertion samlrequest samlresponse samlart wresult relaystate wctx
    authorizationcode authcode devicecode codeverifier oauthverifier codechallenge oobcode connectionstring connstr connstring dsn
    idtag macaroon pixkey chavepix initdata wif xprv keymaterial csrfmiddlewaretoken formkey formbuildid authreqid authrequestid fcmregistrationid gcmid gcmregistrationid otpauth tgt
    callbacktoken authsalt loggedinsalt noncesalt sas ssotoken tok accesskeyid awsaccesskeyid signedid sgid signedglobalid
    jeton token zugangstoken zugriffstoken schluessel schlussel lizenz geheimnis sitzung
    sitzungsid llave chave chiave segreto secreto segredo sleutel klucz
    zetonn tajemnica ключ токен секрет сессия qrcode qrpayload qrcodepayload qrcodedata qrdata
    令牌 访问令牌 密钥 密鑰 私钥 秘钥 会话 签名 トークン 秘密鍵 アクセスキー 토큰 비밀키 액세스키 세션`).concat(
    KEYS.map((one) => `${one}key`),
  ),
  code: list(`tan usercode pin pincode mpin tpin upipin atmpin cardpin otp otpcode otpattempt totpattempt onetimecode onetimepassword onetimepin totp hotp mfa mfacode tfa tfacode 2fa 2facode
    twofactor twofactorcode smscode emailcode phonecode verificationcode verifycode verificationpin confirmationcode confirmcode resetcode
    redemptioncode redeemcode giftcode giftcardcode securitycode accesscode bindingcode authenticationdata scaauthenticationdata smstan mtan pushtan itan phototan chiptan tannumber tannummer activationcode installcode installationcode recoverycode backupcode invitationcode invitecode authenticatorcode logincode
    challengecode unlockcode puk pukcode pairingcode setupcode doorcode gatecode alarmcode lockcode lockcombination lockcombo safecombination padlockcombo unlockpattern smsverification dob dateofbirth birthdate birthday geburtsdatum geburtstag fechanacimiento fechadenacimiento datenaissance datedenaissance datanascimento datadenascimento datadinascita geboortedatum fodelsedatum fodselsdato
    cvv cvv2 cvc cvc2 ccv cvn csc cardcid cccid kartenprufnummer kartenpruefnummer prufnummer pruefnummer ssn socialsecurity tin sin ein vatid
    idnumber nationalidnumber passport driverlicense driverslicense
    reisepass ausweis personalausweis passeport pasaporte passaporto passaporte paspoort paszport паспорт
    bban swiftcode pan pannumber card creditcard debitcard bankaccount sortcode
    bestatigungscode verifizierungscode sicherheitscode geheimzahl kontonummer kreditkarte kreditkartennummer steuernummer kartennummer
    numerotarjeta codedeverification codeverification codeconfirmation codedeconfirmation
    numerocarte cartebancaire codicefiscale numerocarta cartadicredito
    numerodocartao sozialversicherungsnummer ahvnummer numerkarty kontonumer verificatiecode rekeningnummer
    personnummer fodselsnummer cprnummer henkilotunnus rodnecislo cedula mykad tckn tfn isikukood asmenskodas personaskods nationaalnummer
    emirateid matriculenational
    personnr mrn nhsnumber steueridentifikationsnummer rentenversicherungsnummer sozialversicherungsnr krankenversichertennummer
    номеркарты инн снилс
    验证码 短信验证码 身份证 身份证号 银行卡号 信用卡号 卡号 認証コード 確認コード カード番号 口座番号 마이넘버 マイナンバー 인증번호 인증코드 카드번호 계좌번호 주민등록번호`).concat(
    PERSONS.flatMap((one) => [...NUMBERS, 'id'].map((number) => one + number)),
    PAPERS.flatMap((one) => ['nummer', 'nr'].map((number) => one + number)),
    NUMBERED_CARDS.flatMap(withNumber),
    NAMED_NUMBERS.flatMap((one) => [one, ...withNumber(one)]),
  ),
  contact: list(`email mail emailaddress mailaddress recipientemail useremail mobilephone cellphone msisdn
    login loginid loginname loginhint username userlogin jusername uname nameid upn useridentifier screenname
    telefonnummer handynummer mobilnummer telefono numerotelefono movil celular telephonenumero numerodetelephone courriel
    adressemail correo correoelectronico emailadresse mailadresse benutzername anmeldename nomutilisateur nombreusuario usuario
    nomeutente nomeusuario telefone telefoonnummer gebruikersnaam numertelefonu telefonszam puhelinnumero
    телефон номертелефона почта электроннаяпочта логин
    手机 手机号 手机号码 电话 电话号码 邮箱 用户名 電話番号 メールアドレス メール ユーザー名 전화번호 휴대폰 이메일 아이디`).concat(
    PHONES.flatMap((one) => [one, ...withNumber(one)]),
    ['waid', 'smsto', 'celularcontato'],
    CALLED.flatMap((one) => NUMBERS.map((number) => one + number)),
  ),
};

/** Names that hold secrets in a query, a fragment or a form, though in a body they are harmless (an error's `code`). */
export const NAMES_IN_ADDRESSES = list('code state key clientid appid h hash ticket secretid invite invitation s');

/** A word that gives a secret away wherever it stands in a name. */
export const STRONG_WORDS: Readonly<Record<string, SecretClass>> = {
  password: 'password',
  passwd: 'password',
  passphrase: 'password',
  passwort: 'password',
  pwd: 'password',
  secret: 'password',
  token: 'token',
  credential: 'token',
  jwt: 'token',
  psk: 'password',
  contrasena: 'password',
  senha: 'password',
  kennwort: 'password',
  wachtwoord: 'password',
  haslo: 'password',
  heslo: 'password',
  losenord: 'password',
  пароль: 'password',
  パスワード: 'password',
  비밀번호: 'password',
  adgangskode: 'password',
  kodeord: 'password',
  passord: 'password',
  salasana: 'password',
  jelszo: 'password',
  sifre: 'password',
  lozinka: 'password',
  geslo: 'password',
  slaptazodis: 'password',
  telephone: 'contact',
  phone: 'contact',
  telefon: 'contact',
  telefono: 'contact',
  telefone: 'contact',
  телефон: 'contact',
  jeton: 'token',
  jetonu: 'token',
};

/** Words that give a secret away together, wherever they stand in a name: `answer_to_security_question`, `recovery_kit_phrase`. */
export const TOGETHER: readonly (readonly [string, string])[] = [
  ['kata', 'sandi'],
  ['security', 'answer'],
  ['secret', 'answer'],
  ['recovery', 'phrase'],
  ['backup', 'phrase'],
  ['seed', 'phrase'],
  ['seed', 'word'],
];

/** What a word ends in that gives a secret away where no separator stands (`PGPASSWORD`, `csrfmiddlewaretoken`). */
export const STRONG_ENDINGS: readonly (readonly [string, SecretClass])[] = [
  ['password', 'password'],
  ['passwort', 'password'],
  ['kennwort', 'password'],
  ['passwd', 'password'],
  ['passphrase', 'password'],
  ['pwd', 'password'],
  ['pw', 'password'],
  ['pass', 'password'],
  ['motdepasse', 'password'],
  // Scripts that write no spaces join it to what stands before.
  ['пароль', 'password'],
  ['รหัสผ่าน', 'password'],
  ['密码', 'password'],
  ['密碼', 'password'],
  ['口令', 'password'],
  ['密码确认', 'password'],
  ['パスワード', 'password'],
  ['パスワード確認', 'password'],
  ['暗証番号', 'password'],
  ['비밀번호', 'password'],
  ['비밀번호확인', 'password'],
  ['令牌', 'token'],
  ['密钥', 'token'],
  ['密鑰', 'token'],
  ['トークン', 'token'],
  ['秘密鍵', 'token'],
  ['토큰', 'token'],
  ['비밀키', 'token'],
  ['验证码', 'code'],
  ['驗證碼', 'code'],
  ['認証コード', 'code'],
  ['인증번호', 'code'],
  ['激活码', 'code'],
  ['授权码', 'token'],
  ['安全码', 'code'],
  ['校验码', 'code'],
  ['私钥', 'token'],
  ['秘钥', 'token'],
  ['確認コード', 'code'],
  ['認証番号', 'code'],
  ['確認番号', 'code'],
  ['アクセスキー', 'token'],
  ['apiキー', 'token'],
  ['인증코드', 'code'],
  ['액세스키', 'token'],
  // Germanic languages join what a key opens to the word for one.
  ['schlussel', 'token'],
  ['schluessel', 'token'],
  ['sleutel', 'token'],
  ['nyckel', 'token'],
  ['nokkel', 'token'],
  ['nonce', 'token'],
  ['token', 'token'],
  ['secret', 'password'],
  ['apikey', 'token'],
  ['accesskey', 'token'],
  ['privatekey', 'token'],
  ['secretkey', 'password'],
  ['sessionid', 'token'],
  ['sessid', 'token'],
  ['signature', 'token'],
  ['credential', 'token'],
];

/** Words that end like these and open nothing: `bypass`, `Fremdschlüssel`. */
export const UNLIKE =
  list(`compass bypass surpass trespass overpass underpass encompass lowpass highpass bandpass allpass multipass renderpass
  fremdschlussel fremdschluessel primarschlussel primaerschluessel sortierschlussel sortierschluessel suchschlussel suchschluessel
  steuerschlussel steuerschluessel vreemdesleutel primairesleutel fremmednokkel`);

/**
 * Words for a key and a code in languages that say behind or before them what they are for, in words of their own, and what they are for
 * where they open something: `clé_d_accès`, `ключ_доступа`, `doğrulama_kodu`; a postal code and a foreign key are for something else.
 */
export const OPENING: readonly {
  readonly class: SecretClass;
  readonly nouns: readonly string[];
  readonly of: readonly string[];
}[] = [
  {
    class: 'password',
    nouns: list('clave'),
    of: list('acceso secreta usuario actual nueva anterior segura maestra'),
  },
  {
    class: 'token',
    nouns: list(
      'cle clef llave clave chave chiave klucz klic kljuc ключ cheie anahtar anahtari avain kulcs jeton ficha',
    ),
    of: list(`api acces dacces acceso acesso accesso dostepu pristupu доступа secrete secreta segreta secret gizli tajny секретный секрет
    privee privada privata prywatny приватный закрытый licence licencia licenca licenza licencji лицензии lisans
    activation activacion ativacao attivazione aktywacji активации chiffrement cifrado criptografia cifratura szyfrowania шифрования
    securite seguridad seguranca sicurezza bezpieczenstwa безопасности erisim apiavain апи`),
  },
  {
    class: 'token',
    nouns: list('hash'),
    of: list(
      'magic verify verification activation invite invitation reset confirm confirmation share unsub unsubscribe optout',
    ),
  },
  {
    class: 'password',
    nouns: list('parola parole'),
    of: list(
      'noua nuova nou veche vecchia actuala attuale jauna veca yeni eski utilizator accesso acces conferma confirma tekrar tekrari',
    ),
  },
  {
    class: 'code',
    nouns: list('code pin'),
    of: list(`sms verif verify verification validation factor fa mfa tfa totp otp auth authentication login signin confirm confirmation activation magic
      join claim link handoff captcha temp temporary epp transfer entry keypad garage safe vault alarm disarm duress panic master installer guest cleaner checkin
      parental moderator host participant attendee reset`),
  },
  {
    class: 'code',
    nouns: list('codigo codice codul kod kodu koodi код'),
    of: list(`verificacion verificacao verifica verificare confirmacion confirmacao conferma confirmare seguridad seguranca sicurezza securitate
    acceso acesso accesso acces activacion ativacao attivazione activare weryfikacyjny weryfikacji potwierdzenia dostepu aktywacyjny
    overovaci potvrzovaci подтверждения доступа безопасности активации проверки dogrulama onay guvenlik giris aktivasyon vahvistus`),
  },
  {
    class: 'code',
    nouns: list('numero numer nummer nro номер'),
    of: list(`securite seguridad social sociale sozialversicherung pasaporte passeport passaporto passaporte identite identidad identita
    identificacion permis carnet compte cuenta conto conta carte tarjeta cartao karty konta dowodu paszportu паспорта карты счета полиса`),
  },
];

/** A name that begins so asks a question, and its value is the answer: `has_password`, `requires_token`. */
export const QUESTIONS =
  list(`has is was are had needs need requires require allow allows allowed can should must use uses using enable enables
  disable disables show hide no without min max num number supports supported missing invalid wrong forgot remember reset change expired`);

/** A name that ends so speaks about a secret without being one: `token_type`, `max_tokens`, `password_required`. */
export const ABOUT =
  list(`type types kind class category count counts limit limits used usage length size expiry expires expire expired
  expiresin expiresat expiration exp ttl age lifetime duration status state valid invalid validity verified required enabled disabled exists
  present set error errors url uri link endpoint policy policies rule rules requirement requirements strength score version versions min max
  minimum maximum rotation manager management name names hint label description title format algorithm alg method methods scheme schema mode
  prefix suffix engine stage stages date time timestamp at on by after before until since wait delay interval source standard program namespace created updated changed modified issued seconds minutes hours days ms attempts retries tries remaining quota
  budget cost price rate provider issuer issuedat audience scope scopes position index column field param parameter path file filename level
  reason message messages placeholder placeholders tooltip caption code_type encoding charset language lang region country currency brand plan tier feature features group groups role
  roles owner author page pages mapping matches match mismatch failed failure success outcome result prompted reset arn
  in lat lng lon latitude longitude altitude ref refs reference references timeout timeouts backend backends hasher hashers validator validators
  supported model models voice encoder generator store factory handler resolver stdin prompt command encryption visibility permission permissions environment origin
  pattern regex example examples enum address addresses symbol decimals
  checked height width color colour padding margin radius gap opacity background border shadow js ts jsx tsx mjs cjs py rb php java kt cs cpp rs swift vue svelte go sh html css json xml yml yaml toml md sql log txt conf cfg lock`);

/** Words behind a secret's name that leave it one: `password_confirmation`, `secret_value`. */
export const TAILS =
  list(`confirmation confirm confirmed again repeat repeated retype retyped verify verification check value val new old
  current previous prev hash hashed digest plain plaintext clear cleartext text string str raw encoded data b64 base64 header hdr input
  enc encrypted id secret param code number v sha md5 crc
  nueva nuevo actual actuel vieja antigua nova atual antiga nouveau ancien neu alt nuova vecchia repetir repita confirmar confirmacion
  ripeti conferma tekrar tekrari yeni eski uusi vanha moi cu`);

/** A value behind such a word only names something. */
export const ID_WORDS =
  list(`id ids aid gid uid uuid guid ulid ksuid cuid oid pid rid eid tid nid ref refs reference references subject object resource
  node trace traceid traceparent span spanid request correlation transaction txn tx operation op order invoice commit sha sha1 sha256 sha512 md5
  crc hash digest checksum shasum kid keyid x5t etag revision rev version build release deployment deploy image instance pod host hostname container task job run
  execution batch thread channel head product sku ean gtin upc isbn lei isin cusip figi barcode cursor page continuation parent child entity chunk module integrity fingerprint thumbprint arn urn upload
  uploadid ray block issue incident case bundle asset schema migration constraint index table slot shard partition zone cluster
  namespace volume snapshot disk location position offset slug boundary`);

/** Things that have a number of their own, also where nothing sets them apart from its name (`userid`) and before it in a path (`/users/…`). */
export const THINGS =
  list(`file user account customer member person people employee contact lead company organization organisation org tenant workspace team group
  role project store shop site post article comment document doc spreadsheet presentation folder album track artist playlist video episode
  movie photo picture show channel room conversation message payment refund charge plan subscription order invoice cart category owner author
  service resource report dashboard chart job task build run deployment product item event ticket issue transaction device sensor asset campaign
  commit blob tree revision pull ad survey course lesson student patient appointment booking reservation flight vehicle property listing board list pin assistant thread`);

/** Before `key` they say that it finds or orders something: `partition_key`, `cache_key`; another word leaves it one that may open something. */
export const KEYED_WORDS =
  list(`partition sort primary foreign cache row object natural composite candidate surrogate idempotency dedupe deduplication index cell group
  event item record translation i18n message lookup hash range issue jira entity node react list map dictionary query search inchi trace change page component collapse video audio media track thumbnail section block frame layer widget step task job run param
  property field column attribute config setting feature flag tenant shard unique business parent child document doc file s3 bucket blob
  image asset locale text label menu route tab topic queue stream redis mutation store state form schema type class category error`);

/** Before `number` or `code` they name a thing that people speak of: `order_number`, `tracking_code`. */
export const NUMBERED_WORDS =
  list(`order invoice tracking ticket case incident reference shipment parcel booking article item product part model batch lot flight
  build receipt delivery quote transaction catalog postal zip country area currency status error`);

/** Before `code` they name what people choose from; before `hash` what was hashed, which is no secret. */
export const CHOSEN_WORDS = list(
  'promo discount event course color colour airline warehouse team hs icd lang language',
);
export const HASHED_WORDS = list(
  'commit git file content chunk asset tree block blob object tx transaction build image thumb blur geo perceptual',
);

/** Before `signature` they name what is written, not what is signed: `method_signature`, `time_signature`. */
export const WRITTEN_WORDS = list('method function call type key time mail email html text');
/** Before `token` they say that it finds the rest of a list: `nextPageToken`, `continuation_token`. */
export const PAGING_WORDS = list('page paging pagination next continuation cursor sync delta skip resumption');
/** Before `pass` they name a ticket, or a step of drawing and filtering. */
export const ADMITTING_WORDS = list(
  'boarding season day guest event travel bus train ski render shader depth low high band',
);

/** Before `id` they name an installation of somebody's, which may open something. */
export const PERSONAL_WORDS = list(
  'client app device machine hw hardware install installation visitor anonymous advertising ad',
);

/** Names with such a word count: `x-ratelimit-remaining-tokens`. */
export const COUNTED_WORDS = list('ratelimit limit remaining count usage quota max min maximum minimum num total');

/** In an address, a value behind such a word may be a secret. */
export const WEAK_WORDS = list('key code hash ticket signature');
