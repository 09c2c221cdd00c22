/** Words for a password and a token in sentences. */

/** Words for a password in other languages, with the endings that sentences give them. */
export const PASSWORD_NOUNS =
  `kennwort contraseña contrasenya mot\\sde\\spasse senha wachtwoord hasł[oa] hesl[oa] lozink[aeu]
  parol[aăãeiu](?:le|ei|[mn][ıi]z)? şifre(?:niz|n|si)? lösenord(?:et)? adgangskoden? passordet kodeord(?:et)? salasana(?:si)? jelszó jelszava
  slaptažodis geslo mật\\skhẩu kata\\ssandi парол[ьяюиа] лозинка κωδικός סיסמה הסיסמה كلمة\\s(?:المرور|السر) رمز\\sعبور
  पासवर्ड รหัสผ่าน 密码 密碼 パスワード 비밀번호 암호`
    .split(/\s+/)
    .join('|');

/** What Germanic languages join to the word for a password: `Gästepasswort`. */
export const PASSWORD_COMPOUNDS = '[a-zäöüß]{2,16}-?(?:passwort|kennwort|wachtwoord|lösenord)';
/** The same to the word for a token or a key; a foreign key (`Fremdschlüssel`) opens nothing. */
export const COMPOUNDS =
  '(?:zugriffs|zugangs|sitzungs|sicherheits|aktualisierungs|anmelde|geheim|lizenz|toegangs|sessie|åtkomst|access|auth|bearer|refresh|session|id)-?(?:token|schlüssel|sleutel)s?';
