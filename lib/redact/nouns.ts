/** Words for a password in sentences. */

/** Words for a password in other languages, with the endings that sentences give them. */
export const PASSWORD_NOUNS =
  `kennwort contraseña contrasenya mot\\sde\\spasse senha wachtwoord hasł[oa] hesl[oa] lozink[aeu]
  parol[aăãeiu](?:le|ei|[mn][ıi]z)? şifre(?:niz|n|si)? lösenord(?:et)? adgangskoden? passordet kodeord(?:et)? salasana(?:si)? jelszó jelszava
  slaptažodis geslo mật\\skhẩu kata\\ssandi парол[ьяюиа] лозинка κωδικός סיסמה הסיסמה كلمة\\s(?:المرور|السر) رمز\\sعبور
  पासवर्ड รหัสผ่าน 密码 密碼 パスワード 비밀번호 암호`
    .split(/\s+/)
    .join('|');
