/** Scripts that complete the command in a shell: options, report formats, and file names elsewhere. */

/** Shells that a script is there for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof SHELLS)[number];

/** What the command takes. */
export interface Completed {
  readonly command: string;
  /** Options without their dashes. */
  readonly options: readonly string[];
  readonly formats: readonly string[];
}

/** The script as text; a line of the shell's start-up file evaluates it. */
export function completion(shell: Shell, { command, options, formats }: Completed): string {
  const flags = options.map((option) => `--${option}`).join(' ');
  const reports = formats.join(' ');
  switch (shell) {
    case 'bash':
      return `complete -o default -F _${name(command)} ${command}
_${name(command)}() {
  case "\${COMP_WORDS[COMP_CWORD - 1]}" in
    --report) COMPREPLY=($(compgen -W '${reports}' -- "\${COMP_WORDS[COMP_CWORD]}")) ;;
    *) COMPREPLY=()
      if [[ \${COMP_WORDS[COMP_CWORD]} == -* ]]; then
        COMPREPLY=($(compgen -W '${flags}' -- "\${COMP_WORDS[COMP_CWORD]}"))
      fi ;;
  esac
}
`;
    case 'zsh':
      return `_${name(command)}() {
  if [[ $words[CURRENT-1] == --report ]]; then compadd -- ${reports}
  elif [[ $words[CURRENT] == -* ]]; then compadd -- ${flags}
  else _files
  fi
}
compdef _${name(command)} ${command}
`;
    case 'fish':
      return [
        ...options.map((option) =>
          option === 'report'
            ? `complete -c ${command} -l report -x -a '${reports}'`
            : `complete -c ${command} -l ${option}`,
        ),
        '',
      ].join('\n');
    default:
      return shell satisfies never;
  }
}

/** As the name of a function. */
function name(command: string): string {
  return command.replaceAll('-', '_');
}
