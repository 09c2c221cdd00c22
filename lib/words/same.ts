/** Whether two texts for people say the same. */

/** `ExpiredTokenException` says no more than `expired_token`. */
export function isSame(one: string, other: string): boolean {
  // Mostly they differ from the first letter on, and a list asks for thousands.
  return initial(one) === initial(other) && bare(one) === bare(other);
}

function initial(text: string): string | undefined {
  return /[\p{L}\p{N}]/u.exec(text)?.[0].toLowerCase();
}

/** Its letters and digits alone, without the word for a class of errors. */
function bare(text: string): string {
  return text
    .toLowerCase()
    .replace(/(?<!\d)[^\p{L}\p{N}]|[^\p{L}\p{N}](?!\d)/gu, '')
    .replace(/(?<=.)(?:exception|error|fault)$/, '');
}
